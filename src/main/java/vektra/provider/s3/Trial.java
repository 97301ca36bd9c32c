package vektra.provider.s3;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import vektra.aws.AccessKey;
import vektra.aws.Leftovers;
import vektra.model.name.Id;
import vektra.model.service.ConfigVar;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;
import vektra.provider.s3.Endpoint.Answer;
import vektra.spi.Ability;

/** Puts an object into an app's bucket, gets it and deletes it. */
final class Trial implements Ability.Monitored {
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

    private final Path authority;
    private final Leftovers leftovers = new Leftovers();

    /** @param authority the file by which servers that require TLS are verified */
    Trial(Path authority) {
        this.authority = authority;
    }

    @Override
    public void check(Server server, Map<String, String> vars, Duration timeout) {
        String url = ConfigVar.required(vars, "S3_ENDPOINT");
        AccessKey key = new AccessKey(
                ConfigVar.required(vars, "S3_ACCESS_KEY_ID"),
                new Secret(ConfigVar.required(vars, "S3_SECRET_ACCESS_KEY")));
        String bucket = "/" + ConfigVar.required(vars, "S3_BUCKET") + "/";
        Endpoint at = new Endpoint(url, url.startsWith("https:") ? authority : null, timeout);
        leftovers.with(
                url + bucket,
                "vektra-marker-" + Id.fresh().brief(),
                marker -> roundTrip(at, key, bucket + marker),
                marker -> require(at, at.ask("DELETE", bucket + marker, key, new byte[0])));
    }

    private static void roundTrip(Endpoint at, AccessKey key, String path) {
        require(at, at.ask("PUT", path, key, path.getBytes(StandardCharsets.UTF_8)));
        Answer got = require(at, at.ask("GET", path, key, new byte[0]));
        if (!got.text().equals(path)) {
            throw VektraException.refused(at.at() + " has not what was put there", null, null);
        }
    }

    private static Answer require(Endpoint at, Answer answer) {
        int status = answer.status();
        if (status / 100 == OK / 100) {
            return answer;
        }
        throw VektraException.refused(
                at.at()
                        + switch (status) {
                            case FORBIDDEN -> " refuses the app's access key";
                            case NOT_FOUND -> " has no such bucket or object";
                            default -> " answers with the status " + status;
                        },
                null,
                null);
    }
}
