package vektra.model.schedule;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import vektra.model.text.Secret;
import vektra.model.text.Shown;
import vektra.model.text.VektraException;

/** Where copies of backups go. */
public sealed interface Destination {
    /** As it is shown, without anything that may be secret. */
    String shown();

    /** Whether a copy can be found again by its name. */
    default boolean lists() {
        return true;
    }

    /** Whether copies of both lie in one place. */
    default boolean isSamePlace(Destination other) {
        return equals(other);
    }

    /**
     * A folder of this machine, such as one of another disk.
     *
     * @param path absolute
     */
    record Folder(String path) implements Destination {
        @Override
        public String shown() {
            return path;
        }
    }

    /**
     * A command of a shell that reads the backup from its standard input.
     *
     * @param command may hold a password
     */
    record Command(Secret command) implements Destination {
        @Override
        public boolean lists() {
            return false;
        }

        @Override
        public String shown() {
            String text = command.reveal().strip();
            String program = text.split("\\s+", 2)[0];
            // VARIABLE=value in front of a program may be a password
            return program.contains("=") ? "a command" : program.length() == text.length() ? program : program + " …";
        }
    }

    /**
     * A bucket of S3, or of what speaks its protocol.
     *
     * @param prefix of the names in it; empty for none
     * @param endpoint {@code https://host} or {@code http://host:port}
     */
    record Bucket(String bucket, String prefix, String endpoint, String region, String keyId, Secret key)
            implements Destination {
        public static final String SCHEME = "s3://";

        /** How it is typed. */
        public static final String FORM = SCHEME + "BUCKET/PREFIX";

        private static final String ID = "AWS_ACCESS_KEY_ID";
        private static final String SECRET = "AWS_SECRET_ACCESS_KEY";

        private static final Pattern URL =
                Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:/([A-Za-z0-9_.~/-]*))?");
        private static final Pattern ENDPOINT = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:-]+/?");
        private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,40}");

        /** Reads what a user typed; another form is INVALID. */
        public static Bucket parse(String url, String endpoint, String region, String keyId, Secret key) {
            Matcher form = URL.matcher(url);
            if (!form.matches()) {
                throw VektraException.invalid(Shown.quoted(url) + " is no bucket", "such as " + FORM);
            }
            if (!ENDPOINT.matcher(endpoint).matches()) {
                throw VektraException.invalid(
                        Shown.quoted(endpoint) + " is no endpoint of S3", "https://HOST or http://HOST:PORT");
            }
            if (!REGION.matcher(region).matches()) {
                throw VektraException.invalid(Shown.quoted(region) + " is no region", "such as us-east-1");
            }
            String typed = form.group(2);
            String prefix = typed == null ? "" : typed.replaceAll("^/+|/+$", "");
            return new Bucket(String.valueOf(form.group(1)), prefix, endpoint.replaceAll("/$", ""), region, keyId, key);
        }

        /** The same with what other programs, too, read in their environment: keys never stand in arguments. */
        public static Bucket parse(String url, Map<String, String> environment) {
            String region = first(environment, "us-east-1", "AWS_REGION", "AWS_DEFAULT_REGION");
            String usual = "https://s3." + region + ".amazonaws.com";
            String id = first(environment, "", ID);
            String key = first(environment, "", SECRET);
            if (id.isEmpty() || key.isEmpty()) {
                throw VektraException.invalid(
                        "no access key for " + url,
                        "export " + ID + " and " + SECRET + " first; they are stored with the schedule");
            }
            String endpoint = first(environment, usual, "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL");
            return parse(url, endpoint, region, id, new Secret(key));
        }

        private static String first(Map<String, String> environment, String otherwise, String... names) {
            return Stream.of(names)
                    .map(name -> environment.getOrDefault(name, ""))
                    .filter(value -> !value.isEmpty())
                    .findFirst()
                    .orElse(otherwise);
        }

        @Override
        public boolean isSamePlace(Destination other) {
            return other instanceof Bucket same
                    && bucket.equals(same.bucket)
                    && prefix.equals(same.prefix)
                    && endpoint.equals(same.endpoint);
        }

        @Override
        public String shown() {
            return SCHEME + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
        }
    }
}
