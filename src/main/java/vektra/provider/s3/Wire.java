package vektra.provider.s3;

import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vektra.aws.AccessKey;
import vektra.model.service.Server;
import vektra.model.text.VektraException;
import vektra.provider.s3.Endpoint.Answer;

/**
 * Asks a server over its own protocol.
 *
 * @param authority the file by which servers that require TLS are verified
 */
record Wire(Server server, Path authority, Duration timeout) {
    private static final Pattern VERSION = Pattern.compile("<Name>s3proxy-([0-9][0-9A-Za-z.]*)</Name>");
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;

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
        Path verified = server.requiresTls() ? authority : null;
        return new Endpoint(server.httpUrl(), verified, timeout).ask(method, path, key, new byte[0]);
    }

    private String at() {
        return "S3 at " + server.host();
    }
}
