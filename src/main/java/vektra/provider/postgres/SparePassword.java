package vektra.provider.postgres;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vektra.model.service.Server;
import vektra.model.text.Secret;
import vektra.provider.postgres.session.ServerUrl;

/**
 * The password of a spare's login: an HMAC (RFC 2104) of the spare's random name under the administrator's password, so
 * that it need not be kept between the making of the spare and its claim. 144 bits, in hexadecimal digits.
 */
final class SparePassword {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 18;

    private SparePassword() {}

    static Secret of(Server server, String spare) {
        String key = ServerUrl.parse(server.adminUrl().reveal()).password().reveal();
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            byte[] code = mac.doFinal(("vektra spare " + spare).getBytes(StandardCharsets.UTF_8));
            return new Secret(HexFormat.of().formatHex(Arrays.copyOf(code, BYTES)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
