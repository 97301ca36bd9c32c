package vektra.server.port;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vektra.tls.Identity;

/** What clients call a server by where it listens. */
public final class HostNames {
    private static final Set<String> EVERYWHERE = Set.of("*", "0.0.0.0", "::");
    private static final int LONGEST = 253;

    private HostNames() {}

    /** All names and addresses by which the server can be reached now. */
    public static Set<String> of(String listen) {
        Set<String> hosts = known(listen);
        if (EVERYWHERE.contains(listen)) {
            ofMachine().map(HostNames::canonical).forEach(hosts::add);
        }
        hosts.removeIf(host -> !Identity.isAddress(host) && !isName(host));
        return hosts;
    }

    /** Those that stay the same when the machine's addresses change. */
    public static Set<String> known(String listen) {
        Set<String> hosts = new LinkedHashSet<>();
        Stream.of("localhost", "127.0.0.1", "::1").map(HostNames::canonical).forEach(hosts::add);
        if (!EVERYWHERE.contains(listen)) {
            hosts.add(canonical(listen));
        }
        return hosts;
    }

    /** The names and addresses in a certificate. */
    public static Set<String> in(X509Certificate certificate) {
        Set<String> hosts = new HashSet<>();
        try {
            for (List<?> name : Optional.ofNullable(certificate.getSubjectAlternativeNames())
                    .orElse(List.<List<?>>of())) {
                hosts.add(canonical(String.valueOf(name.get(1))));
            }
        } catch (CertificateParsingException e) {
            hosts.clear();
        }
        return hosts;
    }

    private static Stream<String> ofMachine() {
        try {
            Stream<String> addresses = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLinkLocalAddress())
                    .map(InetAddress::getHostAddress);
            return Stream.concat(addresses, ofThisMachine().stream());
        } catch (SocketException e) {
            return ofThisMachine().stream();
        }
    }

    /** The name of this machine as the system has it; asking a name server could take seconds. */
    public static Optional<String> ofThisMachine() {
        try {
            return Optional.of(
                    Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static boolean isName(String host) {
        return host.length() <= LONGEST && host.matches("[A-Za-z0-9_][A-Za-z0-9._-]*");
    }

    /** An address in its one spelling, without its interface; a name as it is. */
    private static String canonical(String host) {
        String address = host.replaceFirst("%.*", "");
        if (!Identity.isAddress(address)) {
            return host;
        }
        try {
            return InetAddress.getByName(address).getHostAddress();
        } catch (UnknownHostException e) {
            return host;
        }
    }
}
