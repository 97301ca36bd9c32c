package vektra.monitors.alert;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vektra.json.Json;
import vektra.model.text.Percent;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;
import vektra.tls.Contexts;

/** To a web server, which confirms by any answer of the kind 2xx. */
final class WebhookDelivery implements Delivery {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration WHOLE = Duration.ofSeconds(20);

    private final Duration whole;

    WebhookDelivery() {
        this(WHOLE);
    }

    /** @param whole how long a delivery may take, answer included */
    WebhookDelivery(Duration whole) {
        this.whole = whole;
    }

    @Override
    public void deliver(Alert alert, Message message) {
        URI url = URI.create(alert.target().reveal());
        CompletableFuture<HttpResponse<Void>> answer = null;
        try {
            answer = client(alert).sendAsync(request(url, message), HttpResponse.BodyHandlers.discarding());
            int status = answer.get(whole.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            if (status < 200 || status > 299) {
                throw VektraException.unavailable("it answered with HTTP status " + status, null, null);
            }
        } catch (TimeoutException e) {
            throw Delivery.failed("no answer in time", e);
        } catch (ExecutionException e) {
            throw Delivery.failed(reason(e.getCause() == null ? e : e.getCause()), e);
        } catch (IOException e) {
            throw Delivery.failed(reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Delivery.failed("the delivery was interrupted", e);
        } finally {
            if (answer != null) {
                answer.cancel(true);
            }
        }
    }

    /** It follows no redirect: where a message goes is said by the alert alone. */
    private static HttpClient client(Alert alert) throws IOException {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER);
        String authority = alert.authority();
        if (authority != null) {
            client.sslContext(Contexts.client(Path.of(authority)));
        }
        return client.build();
    }

    private static HttpRequest request(URI url, Message message) {
        HttpRequest.Builder request = HttpRequest.newBuilder(withoutLogin(url))
                .header("Content-Type", "application/json")
                .header("User-Agent", "vektra")
                .header("Idempotency-Key", message.id())
                .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(message.fields())));
        if (url.getRawUserInfo() != null) {
            byte[] login = Percent.decoded(url.getRawUserInfo()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        return request.build();
    }

    private static URI withoutLogin(URI url) {
        return url.getRawUserInfo() == null ? url : URI.create(url.toString().replaceFirst("//[^/@]*@", "//"));
    }

    private static String reason(Throwable cause) {
        if (cause instanceof HttpTimeoutException) {
            return "no connection in time";
        }
        String message = cause.getMessage();
        return cause instanceof ConnectException && message == null
                ? "the connection was refused"
                : Shown.plain(message == null ? cause.getClass().getSimpleName() : message);
    }
}
