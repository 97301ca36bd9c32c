package vektra.provider.rabbitmq;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vektra.model.name.ServiceName;
import vektra.model.service.HostPort;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.model.text.VektraException;

/**
 * The URL of a server that runs elsewhere: that of its management API, since a URL of AMQP does not name that.
 *
 * @param management where the management API is
 * @param amqp where AMQP is
 */
record AdoptedUrl(Secret url, HostPort management, HostPort amqp) {
    static final String FORM = "http://admin:password@host:15672";

    private static final Pattern URL = Pattern.compile("(https?)://([^:/@?#]+):([^:/@?#]+)@"
            + "(\\[[0-9a-fA-F:.]+]|[^:/@?#\\[\\]]+)(?::([0-9]{1,5}))?/?(?:\\?amqp=([0-9]{1,5}))?");
    private static final String USUAL_MANAGEMENT = "15672";
    private static final String USUAL_MANAGEMENT_TLS = "15671";
    private static final String USUAL_AMQP = "5672";

    static AdoptedUrl parse(String url) {
        Matcher parts = URL.matcher(url);
        if (!parts.matches()) {
            throw VektraException.invalid(
                    "that is not the URL of RabbitMQ's management API",
                    FORM + ", with ?amqp=PORT behind it where AMQP is not at port 5672");
        }
        String host = parts.group(4).replaceAll("[\\[\\]]", "");
        String usual = parts.group(1).equals("https") ? USUAL_MANAGEMENT_TLS : USUAL_MANAGEMENT;
        HostPort management = new HostPort(host, number(parts.group(5), usual));
        return new AdoptedUrl(
                new Secret(parts.group(1) + "://" + parts.group(2) + ":" + parts.group(3) + "@" + management),
                management,
                new HostPort(host, number(parts.group(6), USUAL_AMQP)));
    }

    private static int number(@Nullable String text, String usual) {
        return Integer.parseInt(text == null ? usual : text);
    }

    Server server(ServiceName service, Map<String, String> options) {
        return Server.adopted(service, List.of(amqp), url, options);
    }
}
