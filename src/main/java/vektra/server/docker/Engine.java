package vektra.server.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.text.VektraException;

/** The engine at an address; what it does not do in time, or refuses, is UNAVAILABLE. */
final class Engine {
    private static final Duration CONNECT = Duration.ofSeconds(4);
    /** Longer than a server may take to stop, for which the engine waits. */
    private static final Duration ANSWER = Duration.ofSeconds(45);

    private static final Pattern REASON = Pattern.compile("\"message\"\\s*:\\s*\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final String address;
    private @Nullable DockerClient client;

    Engine(String address) {
        this.address = address;
    }

    /** Something to ask of the engine. */
    interface Question<T> {
        T ask(DockerClient client) throws IOException;
    }

    /** Something for the engine to do, on a thing that may be gone or done already. */
    interface Errand {
        void on(DockerClient client) throws IOException;
    }

    String address() {
        return address;
    }

    <T> T ask(Question<T> question) {
        return find(question)
                .orElseThrow(() -> VektraException.unavailable(
                        "the container engine at " + address + " no longer has what it had a moment ago",
                        "try again",
                        null));
    }

    /** The answer; empty when the engine has no such thing. */
    <T> Optional<T> find(Question<T> question) {
        try {
            return Optional.of(question.ask(client()));
        } catch (NotFoundException none) {
            return Optional.empty();
        } catch (DockerException refused) {
            throw VektraException.unavailable(
                    "the container engine at " + address + " refuses: " + reason(refused), null, refused);
        } catch (IOException | RuntimeException e) {
            throw silent(e);
        }
    }

    /** Has something done; already gone or already so is no error. */
    void see(Errand errand) {
        find(client -> {
            try {
                errand.on(client);
            } catch (NotModifiedException already) {
                return false;
            }
            return true;
        });
    }

    private DockerClient client() {
        if (client == null) {
            DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                    .withDockerHost(address)
                    .withDockerTlsVerify(false)
                    .build();
            client = DockerClientImpl.getInstance(
                    config,
                    new ZerodepDockerHttpClient.Builder()
                            .dockerHost(URI.create(address))
                            .connectionTimeout(CONNECT)
                            .responseTimeout(ANSWER)
                            .build());
        }
        return client;
    }

    /** What the engine says, out of its JSON. */
    static String reason(Throwable e) {
        String text = String.valueOf(e.getMessage()).strip();
        Matcher message = REASON.matcher(text);
        return message.find() ? message.group(1).replace("\\n", " ").replace("\\\"", "\"") : text;
    }

    /** The library wraps what the network said, once or twice. */
    private RuntimeException silent(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return VektraException.unavailable(
                        "the container engine at " + address + " does not answer within " + ANSWER.toSeconds() + " s",
                        "start it again, for example: systemctl restart docker",
                        e);
            }
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                String reason = String.valueOf(cause.getMessage());
                return VektraException.unavailable(
                        "no container engine answers at " + address + ": " + reason,
                        reason.contains("ermission")
                                ? "let your user use it, for example: usermod -aG docker USER"
                                : "start it, for example: systemctl start docker",
                        e);
            }
        }
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
}
