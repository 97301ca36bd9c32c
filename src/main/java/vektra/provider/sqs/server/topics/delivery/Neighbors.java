package vektra.provider.sqs.server.topics.delivery;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.file.SmallFile;
import vektra.json.Json;
import vektra.model.text.Secret;
import vektra.provider.sqs.server.call.Arn;
import vektra.provider.sqs.server.folder.DataFolder;
import vektra.provider.sqs.server.folder.DataFolder.Space;
import vektra.provider.sqs.server.wire.Input;
import vektra.spi.ServerLauncher;

/**
 * The servers of queues in the same home. Their folders are beside this server's, and so are the secrets by which Vektra
 * administers them.
 */
final class Neighbors {
    /** What is refused for good; anything else may pass later. */
    private static final Set<String> FINAL = Set.of(
            "AccessDeniedException",
            "QueueDoesNotExist",
            "InvalidMessageContents",
            "InvalidParameterValue",
            "MissingParameter");

    private final Path servers;
    private final HomeAuthority authority;
    private final Map<String, Found> cache = new ConcurrentHashMap<>();

    /** @param own the folder of this server */
    Neighbors(DataFolder own) {
        servers = own.root().resolve("../..").normalize();
        authority =
                new HomeAuthority(ServerLauncher.authority(servers.resolve("..").normalize()));
    }

    /** Whose queues have a number, and where. */
    private record Found(DataFolder folder, Space space) {
        boolean isCurrent() throws IOException {
            return space.equals(folder.space(space.addon())) && !folder.isShut(space.addon());
        }
    }

    /** Result of a delivery: sent, refused for good, or to be tried again. */
    enum Result {
        SENT,
        REFUSED,
        FAILED
    }

    private @Nullable Found find(String account) throws IOException {
        Found known = cache.get(account);
        if (known != null && known.isCurrent()) {
            return known;
        }
        Found found = search(account);
        if (found != null) {
            cache.put(account, found);
        }
        return found;
    }

    private @Nullable Found search(String account) throws IOException {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(servers)) {
            for (Path server : all) {
                DataFolder folder = new DataFolder(server.resolve("data"));
                if (!Files.exists(folder.address())) {
                    continue;
                }
                for (Space space : folder.addons()) {
                    if (space.account().equals(account) && !folder.isShut(space.addon())) {
                        return new Found(folder, space);
                    }
                }
            }
        }
        return null;
    }

    /**
     * @param from the add-on of the topic
     * @param message as a queue takes it
     */
    Result send(Arn queue, String topic, Space from, Map<String, Object> message) {
        try {
            Found found = find(queue.account());
            if (found == null) {
                // a server that is stopped, or an add-on that is moved, comes back
                return Result.FAILED;
            }
            Map<String, Object> body = new LinkedHashMap<>(message);
            body.put("addon", found.space().addon());
            body.put("account", found.space().account());
            body.put("queue", queue.name());
            body.put("topic", topic);
            body.put("label", from.label());
            body.put("app", from.owner());
            Post.Answer answer = ask(found.folder(), Json.bytes(body));
            return answer.isOk() ? Result.SENT : isFinal(answer) ? Result.REFUSED : Result.FAILED;
        } catch (IOException e) {
            return Result.FAILED;
        }
    }

    private static boolean isFinal(Post.Answer answer) {
        String type = String.valueOf(
                Input.of(answer.body().getBytes(StandardCharsets.UTF_8)).text("__type"));
        return FINAL.contains(type.substring(type.indexOf('#') + 1));
    }

    private Post.Answer ask(DataFolder folder, byte[] body) throws IOException {
        List<String> address = SmallFile.lines(folder.address());
        List<String> secret = SmallFile.lines(folder.admin());
        if (address.isEmpty() || secret.isEmpty()) {
            throw new IOException("the server of queues has no address");
        }
        // without a scheme where it was written by a server that had no TLS yet
        String base = address.get(0).contains("://") ? address.get(0) : "http://" + address.get(0);
        AccessKey key = new AccessKey(DataFolder.ADMIN, new Secret(secret.get(0)));
        Map<String, String> target = Map.of("x-amz-target", "Vektra.Deliver");
        Map<String, String> headers = new Signing(key, "sqs", Instant.now())
                .headers("POST", URI.create(base).getRawAuthority(), "/", target, body);
        return Post.send(base + "/", headers, body, base.startsWith("https:") ? authority.sockets() : null);
    }
}
