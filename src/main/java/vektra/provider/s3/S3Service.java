package vektra.provider.s3;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vektra.aws.AccessKey;
import vektra.aws.Signing;
import vektra.model.addon.Credentials;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Action;
import vektra.model.service.ConfigVar;
import vektra.model.service.Plan;
import vektra.model.service.Server;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.spi.SoftwareSource;

/** What the service is called, offers and sets. */
final class S3Service {
    static final Service DESCRIPTION = new Service(
            new ServiceName("s3"),
            "S3",
            "S3; a bucket and an access key per app",
            new AttachmentName("S3"),
            List.of(
                    new Plan(Plan.SHARED, "a bucket on the shared server", false, List.of(), true),
                    new Plan(Plan.DEDICATED, "a bucket on a server of its own", true, List.of(), true)),
            options(),
            List.of(
                    new ConfigVar("S3_URL", "URL", "s3://access-key:secret@bucket"),
                    new ConfigVar("S3_ENDPOINT", "ENDPOINT", "http://host:port of the server, or https://"),
                    new ConfigVar("S3_REGION", "REGION", "us-east-1, which clients want to know"),
                    new ConfigVar("S3_BUCKET", "BUCKET", "name of the bucket"),
                    new ConfigVar("S3_ACCESS_KEY_ID", "ACCESS_KEY_ID", "access key: 20 letters and digits"),
                    new ConfigVar("S3_SECRET_ACCESS_KEY", "SECRET_ACCESS_KEY", "its secret: 40 letters and digits"),
                    new ConfigVar("AWS_ENDPOINT_URL_S3", null, "S3_ENDPOINT under the name that AWS's clients read"),
                    ConfigVar.common("AWS_REGION", "S3_REGION, likewise"),
                    ConfigVar.common("AWS_DEFAULT_REGION", "the same for clients in Python"),
                    ConfigVar.common("AWS_ACCESS_KEY_ID", "S3_ACCESS_KEY_ID, likewise"),
                    ConfigVar.common("AWS_SECRET_ACCESS_KEY", "S3_SECRET_ACCESS_KEY, likewise")),
            List.of(
                    Action.change("backup", "write all objects to a file, and verify it by loading it"),
                    Action.look("backups", "list backups"),
                    Action.restore("objects"),
                    Action.change("rotate", "new access keys for every app that has it attached"),
                    Action.look("stats", "objects and bytes")));

    private S3Service() {}

    /** The filling is as it was for the first keys. */
    static AccessKey accessKey(Credentials credentials) {
        return AccessKey.of(credentials, "s3");
    }

    /** The values of the config vars by their documented names. */
    static Map<String, String> values(Server server, String bucket, AccessKey key) {
        String secret = key.secret().reveal();
        String endpoint = server.httpUrl();
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put("S3_URL", "s3://" + key.id() + ":" + secret + "@" + bucket);
        vars.put("S3_ENDPOINT", endpoint);
        vars.put("S3_REGION", Signing.REGION);
        vars.put("S3_BUCKET", bucket);
        vars.put("S3_ACCESS_KEY_ID", key.id());
        vars.put("S3_SECRET_ACCESS_KEY", secret);
        vars.put("AWS_ENDPOINT_URL_S3", endpoint);
        vars.put("AWS_REGION", Signing.REGION);
        vars.put("AWS_DEFAULT_REGION", Signing.REGION);
        vars.put("AWS_ACCESS_KEY_ID", key.id());
        vars.put("AWS_SECRET_ACCESS_KEY", secret);
        return vars;
    }

    /** A URL is known only to be refused with the reason. */
    private static List<ServiceOption> options() {
        return ServerOptions.with(
                        "", SoftwareSource.names(new S3Recipe().sources()), List.of(ServerOptions.encryption()))
                .stream()
                .filter(option -> !option.name().equals(ServerOptions.IMAGE))
                .map(option -> option.name().equals(ServerOptions.URL)
                        ? new ServiceOption(
                                ServerOptions.URL,
                                option.type(),
                                null,
                                "refused: S3's protocol creates no access keys",
                                option.change(),
                                List.of())
                        : option)
                .toList();
    }
}
