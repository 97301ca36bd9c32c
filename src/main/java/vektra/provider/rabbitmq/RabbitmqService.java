package vektra.provider.rabbitmq;

import java.util.List;
import java.util.Set;
import vektra.model.name.AttachmentName;
import vektra.model.name.ServiceName;
import vektra.model.service.Action;
import vektra.model.service.ConfigVar;
import vektra.model.service.Elsewhere;
import vektra.model.service.Plan;
import vektra.model.service.ServerOptions;
import vektra.model.service.Service;
import vektra.model.service.ServiceOption;
import vektra.model.service.ServiceOption.Change;
import vektra.model.service.ServiceOption.Type;
import vektra.spi.SoftwareSource;

/** What the service is called, offers and sets. */
final class RabbitmqService {
    static final String STATS = "stats";
    static final String PURGE = "purge";

    /** The server calls them the same. */
    static final List<String> LIMITS = List.of("max-connections", "max-queues");

    /** What no server of this service can have. */
    private static final Set<String> NOT_OFFERED = Set.of(ServerOptions.IMAGE);

    private static final int MOST = 1_000_000;

    static final Service DESCRIPTION = new Service(
                    new ServiceName("rabbitmq"),
                    "RabbitMQ",
                    "RabbitMQ; a vhost and users per app",
                    new AttachmentName("RABBITMQ"),
                    List.of(
                            new Plan(Plan.SHARED, "a vhost on the shared server", false, LIMITS, true),
                            new Plan(Plan.DEDICATED, "a vhost on a server of its own", true, LIMITS, true)),
                    options(),
                    List.of(
                            new ConfigVar("RABBITMQ_URL", "URL", "amqp://user:password@host:port/vhost, or amqps://"),
                            new ConfigVar("RABBITMQ_USER", "USER", "the user"),
                            new ConfigVar("RABBITMQ_PASS", "PASS", "its password"),
                            new ConfigVar("RABBITMQ_HOST", "HOST", "address of the server"),
                            new ConfigVar("RABBITMQ_PORT", "PORT", "port for AMQP"),
                            new ConfigVar("RABBITMQ_NAME", "NAME", "name of the vhost"),
                            new ConfigVar(
                                    "RABBITMQ_MANAGEMENT_URL",
                                    "MANAGEMENT_URL",
                                    "http://user:password@host:port of the management API, or https://"),
                            new ConfigVar(
                                    "CLOUDAMQP_URL", null, "RABBITMQ_URL under the name that CloudAMQP gives it")),
                    List.of(
                            Action.loss(PURGE, "delete the messages that wait in its queues"),
                            Action.look(STATS, "queues, messages, consumers and connections"),
                            Action.change("rotate", "new credentials for every app that has it attached")))
            .known(new Elsewhere(List.of("cloudamqp"), null, null));

    private RabbitmqService() {}

    private static List<ServiceOption> options() {
        List<ServiceOption> own = List.of(
                ServerOptions.encryption(),
                limit("max-connections", "200", "connections that an add-on may have open"),
                limit("max-queues", "1000", "queues that an add-on may have"));
        return ServerOptions.with(AdoptedUrl.FORM, SoftwareSource.names(RabbitmqSources.ALL), own).stream()
                .filter(option -> !NOT_OFFERED.contains(option.name()))
                .toList();
    }

    private static ServiceOption limit(String name, String value, String description) {
        return new ServiceOption(name, Type.INTEGER, value, description, Change.LIVE, List.of()).between(1, MOST);
    }
}
