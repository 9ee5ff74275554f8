import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/// Tomcat 11 with its defaults, answering 413 early: `java -cp 'target/servers/*' TomcatServer.java ADDRESS PORT`.
class TomcatServer {
    public static void main(String[] args) throws Exception {
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(Files.createTempDirectory("early-tomcat").toString());
        Connector connector = new Connector();
        connector.setProperty("address", args[0]);
        connector.setPort(Integer.parseInt(args[1]));
        tomcat.setConnector(connector);
        Context context = tomcat.addContext("", null);
        Tomcat.addServlet(context, "early", new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                byte[] body = new byte[request.getRequestURI().endsWith("b") ? 2 << 20 : 200];
                response.setStatus(413);
                response.setContentLength(body.length);
                response.setHeader("Connection", "close");
                response.getOutputStream().write(body);
            }
        });
        context.addServletMappingDecoded("/", "early");
        tomcat.start();
        tomcat.getServer().await();
    }
}
