package vektra.provider.s3;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.aws.AccessKey;
import vektra.aws.Endpoint;
import vektra.aws.Endpoint.Answer;
import vektra.model.service.Server;
import vektra.model.text.Sha256;
import vektra.model.text.VektraException;

/**
 * Asks a server over its own protocol.
 *
 * @param authority the file by which servers that require TLS are verified
 */
record Wire(Server server, Path authority, Duration timeout) {
    private static final Pattern VERSION = Pattern.compile("<Name>s3proxy-([0-9][0-9A-Za-z.]*)</Name>");
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int MOST = 1 << 16;

    /** The version that runs, which only the administrator learns; also, no change is under way that began before. */
    String version() {
        Answer answer = ask("GET", "/", AccessKey.administrator(server));
        Matcher version = VERSION.matcher(answer.text());
        if (answer.status() == FORBIDDEN) {
            throw VektraException.refused(at() + " refuses Vektra's own access key", null, null);
        }
        if (answer.status() != OK || !version.find()) {
            throw VektraException.refused(at() + " does not answer as Vektra's server would", null, null);
        }
        return version.group(1);
    }

    /** Whether a key opens a bucket. */
    boolean opens(AccessKey key, String bucket) {
        int status = ask("HEAD", "/" + bucket, key).status();
        if (status != OK && (status < 400 || status >= 500)) {
            throw VektraException.refused(at() + " answers with the status " + status, null, null);
        }
        return status == OK;
    }

    private Answer ask(String method, String path, AccessKey key) {
        return ask(endpoint(), key, method, path, new byte[0]);
    }

    private String at() {
        return endpoint().at();
    }

    private Endpoint endpoint() {
        return endpoint(server.httpUrl(), authority, timeout);
    }

    static Endpoint endpoint(String url, Path authority, Duration timeout) {
        return new Endpoint("s3", url, authority, timeout, MOST);
    }

    static Answer ask(Endpoint at, AccessKey key, String method, String path, byte[] body) {
        return at.ask(key, method, path, Map.of("x-amz-content-sha256", Sha256.hex(body)), body);
    }
}
