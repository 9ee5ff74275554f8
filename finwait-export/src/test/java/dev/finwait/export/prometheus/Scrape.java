package dev.finwait.export.prometheus;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/// What an endpoint of this host answers.
record Scrape(String type, String text) {
    static Scrape of(int port) throws Exception {
        return accepting(port, "text/plain");
    }

    static Scrape accepting(int port, String types) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
                    .header("Accept", types)
                    .build();
            HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(response.statusCode() + ": " + response.body());
            }
            return new Scrape(response.headers().firstValue("Content-Type").orElse(""), response.body());
        }
    }

    List<String> lines() {
        return text.lines().toList();
    }
}
