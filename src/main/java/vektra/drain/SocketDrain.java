package vektra.drain;

import java.util.LinkedHashMap;
import java.util.Map;
import vektra.drain.connect.Address;
import vektra.drain.connect.Address.Transport;
import vektra.drain.connect.StreamConnection;
import vektra.drain.connect.Trust;
import vektra.drain.encode.Encoder;
import vektra.model.logs.Drain;
import vektra.model.logs.DrainOptions;
import vektra.model.text.Input;
import vektra.model.text.Text;
import vektra.model.text.VektraException;
import vektra.spi.LogDrain;

/** What the drains have in common that write to a socket and get no answer. */
abstract class SocketDrain implements LogDrain {
    /** How lines look on the way there; INVALID when the options contradict each other. */
    abstract Encoder encoder(Drain drain);

    @Override
    public final Drain drain(Wanted wanted) {
        Map<String, String> options = Asked.options(wanted);
        boolean ssl = !"false".equals(options.get(DrainOptions.SSL));
        Address address = Address.parse(wanted.url(), ssl);
        if (!ssl && address.transport() == Transport.TLS) {
            throw VektraException.invalid(
                    Text.of(Input.of(DrainOptions.SSL, "false"), " contradicts ", Input.of(DrainOptions.URL, address)),
                    "leave one of them out");
        }
        options.put(DrainOptions.SSL, String.valueOf(address.transport() == Transport.TLS));
        boolean says = wanted.url().contains("://") && !wanted.url().equals(address.toString());
        Drain drain = Asked.drain(
                wanted, service(), address.toString(), says ? wanted.url() : null, wanted.typedOrKept(), options);
        check(drain, address);
        return drain;
    }

    /** Refuses, as INVALID, what cannot be. */
    void check(Drain drain, Address address) {
        if (address.transport() == Transport.UDP) {
            throw VektraException.invalid(
                    service().name() + " takes no UDP",
                    Text.of(Input.of(DrainOptions.URL, "host:port"), ", tcp+tls://host:port or tcp://host:port"));
        }
        encoder(drain);
    }

    @Override
    public Connection connect(Drain drain, Runnable ended) {
        return new StreamConnection(address(drain), Trust.of(drain), encoder(drain), ended);
    }

    static Address address(Drain drain) {
        return Address.parse(drain.target(), true);
    }

    /** Host and port, and whether over TLS, under names that begin so. */
    static Map<String, String> vars(String prefix, Drain drain) {
        Map<String, String> vars = new LinkedHashMap<>();
        vars.put(prefix + "_URL", address(drain).host().toString());
        vars.put(prefix + "_SSL", drain.option(DrainOptions.SSL));
        return vars;
    }
}
