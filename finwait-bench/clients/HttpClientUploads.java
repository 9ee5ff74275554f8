import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/// Uploads with java.net.http: ADDRESS PORT PATH MEGABYTES RUNS ANSWER_BYTES. Prints one word a run.
class HttpClientUploads {
    public static void main(String[] args) throws Exception {
        byte[] upload = new byte[Integer.parseInt(args[3]) * 1_000_000];
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + args[0] + ":" + args[1] + args[2]))
                .timeout(Duration.ofSeconds(10))
                .POST(BodyPublishers.ofByteArray(upload))
                .build();
        for (int i = 0; i < Integer.parseInt(args[4]); i++) {
            System.out.println(run(request, Integer.parseInt(args[5])));
        }
        System.exit(0);
    }

    /// One client a run, as each of the others has one connection a run.
    private static String run(HttpRequest request, int expected) throws InterruptedException {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            HttpResponse<byte[]> answer = client.send(request, BodyHandlers.ofByteArray());
            return answer.statusCode() == 413 && answer.body().length == expected ? "FULL" : "OTHER";
        } catch (HttpTimeoutException e) {
            return "MUTUAL_WAIT";
        } catch (IOException e) {
            // Its message does not always tell whether the head had arrived.
            return "NOTHING";
        } finally {
            client.shutdownNow();
        }
    }
}
