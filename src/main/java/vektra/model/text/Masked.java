package vektra.model.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hides what is secret in values that are shown unasked. */
public final class Masked {
    private static final Pattern PASSWORD_IN_URL = Pattern.compile("(://[^/@:\\s]*:)([^@\\s]*@(?:[^/@\\s]*@)*)");
    private static final Pattern PASSWORD_IN_QUERY =
            Pattern.compile("(?i)([?&](?:password|pass|token|secret)=)([^&\\s]*)");
    private static final Pattern SECRET_NAME = Pattern.compile(
            "(?i).*(PASSWORD|PASSWD|(?:^|_)PASS(?:$|_)|SECRET|TOKEN|PRIVATE|CREDENTIAL|API_?KEY|_KEY|^KEY).*");

    private Masked() {}

    /** A URL without its password; any other text as it is. */
    private static String url(String value) {
        String shown = PASSWORD_IN_URL.matcher(value).replaceAll("$1****@");
        return PASSWORD_IN_QUERY.matcher(shown).replaceAll("$1****");
    }

    /** The value of a config var: wholly hidden when its name speaks of a secret. */
    public static String value(String name, String value) {
        return SECRET_NAME.matcher(name).matches() ? "****" : url(value);
    }

    /** What is hidden in the value of a config var. */
    public static List<String> secrets(String name, String value) {
        if (SECRET_NAME.matcher(name).matches()) {
            return List.of(value);
        }
        List<String> secrets = new ArrayList<>();
        for (Pattern place : List.of(PASSWORD_IN_URL, PASSWORD_IN_QUERY)) {
            Matcher found = place.matcher(value);
            while (found.find()) {
                secrets.add(found.group(2).replaceFirst("@$", ""));
            }
        }
        return secrets;
    }
}
