package vektra.drain.connect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vektra.drain.encode.Ascii;
import vektra.drain.encode.Bytes;

/** A POST of HTTP/1.1 as bytes. */
public final class Request {
    private final String target;
    private final Map<String, String> headers = new LinkedHashMap<>();

    public Request(String target, String host) {
        this.target = target;
        header("Host", host);
    }

    /** Adds a header, unless it is empty. */
    public Request header(String name, String value) {
        if (!value.isEmpty()) {
            headers.put(name, value);
        }
        return this;
    }

    public Bytes bytes(Bytes body) {
        header("User-Agent", "Vektra/1");
        header("Content-Length", String.valueOf(body.length()));
        Bytes all = new Bytes();
        all.put("POST " + target + " HTTP/1.1\r\n");
        headers.forEach((name, value) -> all.put(name + ": " + value + "\r\n"));
        all.put("\r\n");
        all.put(body);
        return all;
    }

    /** Signs the moment, a full stop and the body, so that it cannot be sent again much later. */
    static String signature(String key, long second, Bytes body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            mac.update(Ascii.bytes(second + "."));
            mac.update(body.array(), 0, body.length());
            return "t=" + second + ",v1=" + HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
