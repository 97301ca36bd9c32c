package vektra.model.text;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads IP addresses in digits, which needs no name server. */
public final class IpAddress {
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9A-Fa-f:]*:[0-9A-Fa-f.:]*");

    private IpAddress() {}

    /** Empty for what is no address, such as a name. */
    public static Optional<InetAddress> parse(String text) {
        try {
            return DIGITS.matcher(text).matches() ? Optional.of(InetAddress.getByName(text)) : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
