package vektra.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks a server on this machine for the add-ons of apps. */
record ApiClient(int port, String token, Process server) {
    private static final int CONNECTIONS = 4;

    /** The answer for the app {@code app}, once the server is there. */
    byte[] awaited() throws IOException, InterruptedException {
        Port.await(port);
        return answer(HttpClient.newHttpClient(), "app");
    }

    /** How many requests were answered, over connections kept alive, within so many milliseconds. */
    int load(long millis) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(CONNECTIONS);
        long end = System.nanoTime() + millis * 1_000_000;
        List<Future<Integer>> counts = new ArrayList<>();
        for (int connection = 0; connection < CONNECTIONS; connection++) {
            int first = connection * ApiSuite.APPS / CONNECTIONS;
            counts.add(pool.submit(() -> until(end, first)));
        }
        int sum = 0;
        for (Future<Integer> count : counts) {
            sum += count.get();
        }
        pool.shutdown();
        return sum;
    }

    private int until(long end, int first) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        int done = 0;
        while (System.nanoTime() - end < 0) {
            int app = (first + done++) % ApiSuite.APPS;
            answer(client, app == 0 ? "app" : "app" + app);
        }
        return done;
    }

    private byte[] answer(HttpClient client, String app) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/apps/" + app + "/addons"))
                .header("Authorization", "Bearer " + token)
                .build();
        HttpResponse<byte[]> got = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (got.statusCode() != 200) {
            throw new IllegalStateException(
                    "answered " + got.statusCode() + ": " + new String(got.body(), StandardCharsets.UTF_8));
        }
        return got.body();
    }
}
