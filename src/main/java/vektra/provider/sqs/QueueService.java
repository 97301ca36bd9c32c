package vektra.provider.sqs;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vektra.aws.AccessKey;
import vektra.model.addon.Credentials;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Action;
import vektra.model.service.ConfigVar;
import vektra.model.service.Plan;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.spi.SoftwareSource;

/** What the services are called, offer and set. */
final class QueueService {
    static final String STATS = "stats";
    static final String PURGE = "purge";
    static final String REDRIVE = "redrive";
    static final String QUEUE = "queue";

    /** What no server of these services can have. */
    private static final Set<String> NOT_OFFERED = Set.of(ServerOptions.URL, ServerOptions.IMAGE);

    private QueueService() {}

    static Service of(QueueFlavor flavor) {
        return new Service(
                new ServiceName(flavor.service()),
                flavor.title(),
                flavor.title() + "; " + flavor.many() + " and an access key per app",
                new AttachmentName(flavor.title()),
                List.of(
                        new Plan(Plan.SHARED, flavor.many() + " on the shared server", false, List.of(), true),
                        new Plan(Plan.DEDICATED, flavor.many() + " on a server of their own", true, List.of(), true)),
                options(flavor),
                variables(flavor),
                actions(flavor));
    }

    /** The filling is as it was for the first keys. */
    static AccessKey accessKey(Credentials credentials) {
        return AccessKey.of(credentials, "key");
    }

    private static List<ConfigVar> variables(QueueFlavor flavor) {
        String name = flavor.title();
        String one = flavor.one();
        boolean queues = flavor == QueueFlavor.SQS;
        List<ConfigVar> all = new ArrayList<>();
        all.add(new ConfigVar(
                name + "_URL",
                "URL",
                queues
                        ? "sqs://access-key:secret@host:port/account/queue"
                        : "sns://access-key:secret@ARN of the topic"));
        all.add(new ConfigVar(name + "_USER", "USER", "access key: 20 letters and digits"));
        all.add(new ConfigVar(name + "_PASS", "PASS", "its secret: 40 letters and digits"));
        all.add(new ConfigVar(name + "_HOST", "HOST", "address of the server"));
        all.add(new ConfigVar(name + "_PORT", "PORT", "port of the server"));
        all.add(new ConfigVar(name + "_NAME", "NAME", "name of the " + one + " that the add-on has from the start"));
        all.add(
                queues
                        ? new ConfigVar(name + "_QUEUE_URL", "QUEUE_URL", "URL of that queue, as AWS's clients take it")
                        : new ConfigVar(name + "_TOPIC_ARN", "TOPIC_ARN", "ARN of that topic"));
        all.add(new ConfigVar(name + "_ENDPOINT", "ENDPOINT", "http://host:port of the server, or https://"));
        all.add(new ConfigVar(name + "_REGION", "REGION", "us-east-1, which clients want to know"));
        all.add(new ConfigVar(name + "_ACCESS_KEY_ID", "ACCESS_KEY_ID", name + "_USER under another name"));
        all.add(new ConfigVar(name + "_SECRET_ACCESS_KEY", "SECRET_ACCESS_KEY", name + "_PASS under another name"));
        all.add(new ConfigVar(
                "AWS_ENDPOINT_URL_" + name, null, name + "_ENDPOINT under the name that AWS's clients read"));
        all.add(ConfigVar.common("AWS_REGION", name + "_REGION, likewise"));
        all.add(ConfigVar.common("AWS_DEFAULT_REGION", "the same for clients in Python"));
        all.add(ConfigVar.common("AWS_ACCESS_KEY_ID", name + "_USER, likewise"));
        all.add(ConfigVar.common("AWS_SECRET_ACCESS_KEY", name + "_PASS, likewise"));
        return List.copyOf(all);
    }

    private static List<Action> actions(QueueFlavor flavor) {
        List<Action> all = new ArrayList<>();
        all.add(Action.change("backup", "write all " + flavor.many() + " to a file, and verify it by loading it"));
        all.add(Action.look("backups", "list backups"));
        all.add(Action.restore(flavor.many()));
        if (flavor == QueueFlavor.SQS) {
            all.add(Action.loss(
                    PURGE,
                    "delete all messages of a queue",
                    new ServiceOption(
                            QUEUE,
                            Type.TEXT,
                            null,
                            "name of the queue; by default its first one",
                            Change.LIVE,
                            List.of())));
            all.add(Action.change(REDRIVE, "move the messages of its dead-letter queues back to where they came from"));
        }
        all.add(Action.change("rotate", "new access keys for every app that has it attached"));
        all.add(Action.look(
                STATS,
                flavor == QueueFlavor.SQS ? "queues and messages" : "topics, subscriptions and deliveries that wait"));
        return List.copyOf(all);
    }

    private static List<ServiceOption> options(QueueFlavor flavor) {
        return ServerOptions.with(
                        "",
                        SoftwareSource.names(new QueueRecipe(flavor).sources()),
                        List.of(ServerOptions.encryption()))
                .stream()
                .filter(option -> !NOT_OFFERED.contains(option.name()))
                .toList();
    }
}
