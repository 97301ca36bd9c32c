package vektra.model.text;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Values by name, none of which can be changed. Those that are sealed are opened when they are asked for: names, sizes,
 * comparisons of what has the same seal, and {@link #secrets} open nothing.
 */
public final class Values extends AbstractMap<String, String> {
    private final Map<String, Secret> secrets;

    private Values(Map<String, Secret> secrets) {
        this.secrets = Collections.unmodifiableMap(secrets);
    }

    /** The same values in their order. */
    public static Values of(Map<String, String> values) {
        return values instanceof Values same ? same : new Values(secrets(values, new LinkedHashMap<>()));
    }

    /** The same values in the order of their names. */
    public static Values sorted(Map<String, String> values) {
        return new Values(secrets(values, new TreeMap<>()));
    }

    /** Values in their order, each of which may be sealed. */
    public static Values ofSecrets(Map<String, Secret> secrets) {
        return new Values(new LinkedHashMap<>(secrets));
    }

    /** A copy of the values as they are, opened or not, sorted by name. */
    public static Map<String, Secret> secrets(Map<String, String> values) {
        return secrets(values, new TreeMap<>());
    }

    private static <M extends Map<String, Secret>> M secrets(Map<String, String> values, M into) {
        if (values instanceof Values known) {
            into.putAll(known.secrets);
        } else {
            values.forEach((name, value) -> into.put(name, new Secret(value)));
        }
        return into;
    }

    /** One of some values as it is, opened or not; null when there is none of that name. */
    public static @Nullable Secret secret(Map<String, String> values, String name) {
        if (values instanceof Values known) {
            return known.secrets.get(name);
        }
        String value = values.get(name);
        return value == null ? null : new Secret(value);
    }

    /** Whether a variable has the same value among some values as among others, or is in neither. */
    public static boolean same(String name, Map<String, String> some, Map<String, String> others) {
        return Objects.equals(secret(some, name), secret(others, name));
    }

    /** The names of some values that others lack, or have with another value. */
    public static Set<String> changed(Map<String, String> some, Map<String, String> before) {
        Set<String> names = new TreeSet<>(some.keySet());
        names.removeIf(name -> same(name, some, before));
        return names;
    }

    @Override
    public @Nullable String get(@Nullable Object name) {
        Secret secret = secrets.get(name);
        return secret == null ? null : secret.reveal();
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return secrets.containsKey(name);
    }

    @Override
    public Set<String> keySet() {
        return secrets.keySet();
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new Entries(secrets);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Values values ? secrets.equals(values.secrets) : super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    private static final class Entries extends AbstractSet<Entry<String, String>> {
        private final Map<String, Secret> secrets;

        private Entries(Map<String, Secret> secrets) {
            this.secrets = secrets;
        }

        @Override
        public int size() {
            return secrets.size();
        }

        @Override
        public Iterator<Entry<String, String>> iterator() {
            Iterator<Entry<String, Secret>> all = secrets.entrySet().iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return all.hasNext();
                }

                @Override
                public Entry<String, String> next() {
                    return new Lazy(all.next());
                }
            };
        }
    }

    /** A value that is opened when it is asked for. */
    private record Lazy(Entry<String, Secret> entry) implements Entry<String, String> {
        @Override
        public String getKey() {
            return entry.getKey();
        }

        @Override
        public String getValue() {
            return entry.getValue().reveal();
        }

        @Override
        public String setValue(String value) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry<?, ?> same
                    && getKey().equals(same.getKey())
                    && getValue().equals(same.getValue());
        }

        @Override
        public int hashCode() {
            return getKey().hashCode() ^ getValue().hashCode();
        }

        @Override
        public String toString() {
            return getKey() + "=" + entry.getValue();
        }
    }
}
