package vektra.provider.s3;

import java.util.List;
import java.util.Set;
import vektra.model.Action;
import vektra.model.AttachmentName;
import vektra.model.ConfigVar;
import vektra.model.Plan;
import vektra.model.ServerOptions;
import vektra.model.Service;
import vektra.model.ServiceName;
import vektra.model.ServiceOption;
import vektra.spi.SoftwareSource;

/** What the service is called, offers and sets. */
final class S3Service {
    static final String REGION = "us-east-1";

    /** What no server of this service can have. */
    private static final Set<String> NOT_OFFERED = Set.of(ServerOptions.URL, ServerOptions.IMAGE);

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
                    new ConfigVar("S3_ENDPOINT", "ENDPOINT", "http://host:port of the server"),
                    new ConfigVar("S3_REGION", "REGION", "us-east-1, which clients want to know"),
                    new ConfigVar("S3_BUCKET", "BUCKET", "name of the bucket"),
                    new ConfigVar("S3_ACCESS_KEY_ID", "ACCESS_KEY_ID", "access key: 20 letters and digits"),
                    new ConfigVar("S3_SECRET_ACCESS_KEY", "SECRET_ACCESS_KEY", "its secret: 40 letters and digits"),
                    new ConfigVar("AWS_ENDPOINT_URL_S3", null, "S3_ENDPOINT under the name that AWS's clients read"),
                    new ConfigVar("AWS_REGION", null, "S3_REGION, likewise"),
                    new ConfigVar("AWS_ACCESS_KEY_ID", null, "S3_ACCESS_KEY_ID, likewise"),
                    new ConfigVar("AWS_SECRET_ACCESS_KEY", null, "S3_SECRET_ACCESS_KEY, likewise")),
            List.of(
                    Action.change("rotate", "new access keys for every app that has it attached"),
                    Action.look("stats", "objects and bytes")));

    private S3Service() {}

    private static List<ServiceOption> options() {
        return ServerOptions.with("", SoftwareSource.names(new S3Recipe().sources()), List.of()).stream()
                .filter(option -> !NOT_OFFERED.contains(option.name()))
                .toList();
    }
}
