import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.core5.util.Timeout;

/// Clients of the JVM that leave: `java -cp 'target/endings/*' Clients.java WHICH URL`, three times each.
class Clients {
    private interface Work {
        void run(String url) throws Exception;
    }

    public static void main(String[] args) throws Exception {
        Work work = switch (args[0]) {
            case "okhttp-cancel" -> Clients::okHttpCancel;
            case "okhttp-timeout" -> Clients::okHttpTimeout;
            case "apache-abort" -> Clients::apacheAbort;
            case "apache-timeout" -> Clients::apacheTimeout;
            case "java-close" -> Clients::javaClose;
            case "java-timeout" -> Clients::javaTimeout;
            case "url-connection" -> Clients::urlConnection;
            case "jdbc-timeout" -> Clients::jdbcTimeout;
            case "pool" -> Clients::pool;
            default -> throw new IllegalArgumentException(args[0]);
        };
        for (int i = 0; i < (args[0].equals("pool") ? 1 : 3); i++) {
            try {
                work.run(args[1]);
            } catch (IOException | SQLException e) {
                System.out.println(args[0] + ": " + e);
            }
        }
        TimeUnit.MILLISECONDS.sleep(1_500);
        System.exit(0);
    }

    /// Reads some of a download, then cancels the call.
    private static void okHttpCancel(String url) throws IOException {
        OkHttpClient client = new OkHttpClient();
        okhttp3.Call call = client.newCall(new Request.Builder().url(url).build());
        try (Response response = call.execute()) {
            response.body().byteStream().readNBytes(100_000);
            call.cancel();
        }
    }

    private static void okHttpTimeout(String url) throws IOException {
        OkHttpClient client = new OkHttpClient.Builder()
                .readTimeout(Duration.ofMillis(400))
                .retryOnConnectionFailure(false)
                .build();
        try (Response response = client.newCall(new Request.Builder().url(url).build()).execute()) {
            response.body().bytes();
        }
    }

    private static void apacheAbort(String url) throws IOException {
        try (CloseableHttpClient client = HttpClients.createDefault()) {
            HttpGet get = new HttpGet(url);
            CloseableHttpResponse response = client.execute(get);
            response.getEntity().getContent().readNBytes(100_000);
            get.abort();
            response.close();
        }
    }

    private static void apacheTimeout(String url) throws IOException {
        RequestConfig config = RequestConfig.custom().setResponseTimeout(Timeout.ofMilliseconds(400)).build();
        try (CloseableHttpClient client = HttpClients.custom()
                        .setDefaultRequestConfig(config)
                        .disableAutomaticRetries()
                        .build();
                CloseableHttpResponse response = client.execute(new HttpGet(url))) {
            response.getEntity().getContent().readAllBytes();
        }
    }

    /// Closes the stream of an answer early.
    private static void javaClose(String url) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpResponse<InputStream> response =
                client.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            body.readNBytes(100_000);
        }
        TimeUnit.MILLISECONDS.sleep(300);
    }

    private static void javaTimeout(String url) throws Exception {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        client.send(
                HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofMillis(400)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void urlConnection(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setReadTimeout(400);
        try (InputStream body = connection.getInputStream()) {
            body.readAllBytes();
        } finally {
            connection.disconnect();
        }
    }

    /// Gives a query up before its answer comes.
    private static void jdbcTimeout(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url + "&socketTimeout=1");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_sleep(2), repeat('x', 100000)");
        }
    }

    /// Takes three connections of a pool again that the server has closed in the meantime.
    private static void pool(String url) throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMinimumIdle(3);
        config.setMaximumPoolSize(3);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            useAll(pool);
            TimeUnit.SECONDS.sleep(3);
            useAll(pool);
        }
    }

    private static void useAll(HikariDataSource pool) throws SQLException {
        List<Connection> taken = new ArrayList<>();
        try {
            for (int i = 0; i < 3; i++) {
                Connection connection = pool.getConnection();
                taken.add(connection);
                connection.createStatement().execute("select 1");
            }
        } finally {
            for (Connection connection : taken) {
                connection.close();
            }
        }
    }
}
