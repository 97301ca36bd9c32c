package vektra.monitors.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Hashtable;
import java.util.List;
import javax.naming.CommunicationException;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;

/**
 * Asks for the addresses of a name, without any cache on this machine.
 *
 * @param server {@code HOST} or {@code HOST:PORT}; empty for those of this machine's {@code resolv.conf}
 */
record DnsProbe(String name, String server, Expected expected) implements Probe {
    private static final int TRIES = 2;

    @Override
    public Checked ask(Duration timeout) throws Exception {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put(Context.PROVIDER_URL, "dns://" + server);
        // each try may take twice as long as the one before
        settings.put("com.sun.jndi.dns.timeout.initial", String.valueOf(Math.max(1, timeout.toMillis() / 3)));
        settings.put("com.sun.jndi.dns.timeout.retries", String.valueOf(TRIES));
        InitialDirContext dns = new InitialDirContext(settings);
        try {
            List<String> addresses = new ArrayList<>();
            for (Attribute found : Collections.list(
                    dns.getAttributes(name + ".", new String[] {"A", "AAAA"}).getAll())) {
                Collections.list(found.getAll()).forEach(one -> addresses.add(one.toString()));
            }
            return addresses.isEmpty()
                    ? Checked.failure(name + " has no address")
                    : expected.mismatch("the address of " + name, String.join("\n", addresses))
                            .orElse(Checked.SUCCESS);
        } catch (NameNotFoundException e) {
            return Checked.failure("no name " + name);
        } catch (CommunicationException e) {
            throw e.getRootCause() instanceof Exception cause ? cause : e;
        } catch (NamingException e) {
            return Checked.failure(e.getMessage() == null ? "no answer on " + name : e.getMessage());
        } finally {
            dns.close();
        }
    }
}
