package vektra.provider.s3;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import vektra.aws.AccessKey;
import vektra.aws.Endpoint;
import vektra.aws.Endpoint.Answer;
import vektra.aws.Leftovers;
import vektra.model.name.Id;
import vektra.model.service.ConfigVar;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
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
        AccessKey key = AccessKey.in(vars, "S3");
        String bucket = "/" + ConfigVar.required(vars, "S3_BUCKET") + "/";
        Endpoint at = Wire.endpoint(url, authority, timeout);
        leftovers.with(
                url + bucket,
                "vektra-marker-" + Id.fresh().brief(),
                marker -> roundTrip(at, key, bucket + marker),
                marker -> require(at, Wire.ask(at, key, "DELETE", bucket + marker, new byte[0])));
    }

    private static void roundTrip(Endpoint at, AccessKey key, String path) {
        require(at, Wire.ask(at, key, "PUT", path, path.getBytes(StandardCharsets.UTF_8)));
        Answer got = require(at, Wire.ask(at, key, "GET", path, new byte[0]));
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
