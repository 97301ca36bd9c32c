package vektra.server.software;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import vektra.model.text.VektraException;

/** Downloads over HTTPS; a class of its own, so that nothing of the HTTP client is loaded before it is needed. */
final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration ANSWER = Duration.ofMinutes(10);

    private final Map<String, String> environment;

    Download(Map<String, String> environment) {
        this.environment = environment;
    }

    void to(Path file, String url) throws Unfit {
        HttpClient.Builder client =
                HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL);
        try {
            String proxy = environment.getOrDefault("https_proxy", environment.getOrDefault("HTTPS_PROXY", ""));
            String host = proxy.isBlank() ? null : URI.create(proxy).getHost();
            if (host != null) {
                int port = URI.create(proxy).getPort();
                client.proxy(ProxySelector.of(new InetSocketAddress(host, port < 0 ? 8080 : port)));
            }
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER).build();
            HttpResponse<Path> answer = client.build().send(request, HttpResponse.BodyHandlers.ofFile(file));
            if (answer.statusCode() != 200) {
                throw new Unfit(url + " answered " + answer.statusCode());
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new Unfit("no download from " + url + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw VektraException.unavailable("interrupted while downloading " + url, null, e);
        }
    }
}
