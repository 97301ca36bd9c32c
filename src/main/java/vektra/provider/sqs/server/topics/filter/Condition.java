package vektra.provider.sqs.server.topics.filter;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.wire.Glob;
import vektra.provider.sqs.server.wire.Refusal;
import vektra.provider.sqs.server.wire.Shown;

/** One of the choices of a filter policy: a value, or what is said of one. */
final class Condition {

    /** The operators that compare texts. */
    private static final Set<String> TEXTS = Set.of("prefix", "suffix", "equals-ignore-case", "wildcard");

    private static final Set<String> COMPARISONS = Set.of("=", "<", "<=", ">", ">=");

    private Condition() {}

    /** Refuses what is none. */
    static void require(@Nullable Object condition) {
        if (!(condition instanceof Map<?, ?> map)) {
            if (condition instanceof List<?>) {
                throw refused("a list within a list");
            }
            return;
        }
        if (map.size() != 1) {
            throw refused("a condition must have one operator");
        }
        String operator = String.valueOf(map.keySet().iterator().next());
        Object value = map.values().iterator().next();
        boolean right = switch (operator) {
            case "prefix", "suffix", "equals-ignore-case", "wildcard" -> value instanceof String;
            case "exists" -> value instanceof Boolean;
            case "numeric" -> isNumeric(value);
            case "anything-but" -> isAnythingBut(value);
            default -> throw refused("Unrecognized match type " + Shown.brief(operator));
        };
        if (!right) {
            throw refused("the value of " + operator + " is of another kind");
        }
    }

    private static boolean isAnythingBut(@Nullable Object value) {
        if (value instanceof Map<?, ?> inner) {
            return inner.size() == 1
                    && TEXTS.contains(String.valueOf(inner.keySet().iterator().next()))
                    && inner.values().iterator().next() instanceof String;
        }
        List<?> all = value instanceof List<?> list ? list : Collections.singletonList(value);
        return !all.isEmpty() && all.stream().allMatch(each -> each instanceof String || each instanceof BigDecimal);
    }

    private static boolean isNumeric(@Nullable Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty() || list.size() % 2 != 0) {
            return false;
        }
        for (int i = 0; i < list.size(); i += 2) {
            if (!COMPARISONS.contains(String.valueOf(list.get(i))) || !(list.get(i + 1) instanceof BigDecimal)) {
                return false;
            }
        }
        return true;
    }

    private static Refusal refused(String reason) {
        return Refusal.invalidParameter("FilterPolicy: " + reason);
    }

    /** @param values those of the key, more than one where it is a list */
    static boolean matches(@Nullable Object condition, List<@Nullable Object> values, boolean there) {
        if (condition instanceof Map<?, ?> map) {
            String operator = String.valueOf(map.keySet().iterator().next());
            Object wanted = map.values().iterator().next();
            if (operator.equals("exists")) {
                return Boolean.TRUE.equals(wanted) == there;
            }
            return there && values.stream().anyMatch(value -> applies(operator, wanted, value));
        }
        return there && values.stream().anyMatch(value -> same(condition, value));
    }

    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof BigDecimal number && other instanceof BigDecimal value) {
            return number.compareTo(value) == 0;
        }
        return Objects.equals(one, other);
    }

    private static boolean applies(String operator, @Nullable Object wanted, @Nullable Object value) {
        if (operator.equals("anything-but")) {
            if (wanted instanceof Map<?, ?> inner) {
                return !applies(
                        String.valueOf(inner.keySet().iterator().next()),
                        inner.values().iterator().next(),
                        value);
            }
            Stream<?> all = wanted instanceof List<?> list ? list.stream() : Stream.of(wanted);
            return all.noneMatch(each -> same(each, value));
        }
        if (operator.equals("numeric")) {
            return value instanceof BigDecimal number && wanted instanceof List<?> list && compares(number, list);
        }
        if (!(value instanceof String text) || !(wanted instanceof String pattern)) {
            return false;
        }
        return switch (operator) {
            case "prefix" -> text.startsWith(pattern);
            case "suffix" -> text.endsWith(pattern);
            case "equals-ignore-case" -> text.toLowerCase(Locale.ROOT).equals(pattern.toLowerCase(Locale.ROOT));
            case "wildcard" -> Glob.matches(pattern, text);
            default -> false;
        };
    }

    private static boolean compares(BigDecimal number, List<?> comparisons) {
        for (int i = 0; i < comparisons.size(); i += 2) {
            int order = number.compareTo((BigDecimal) comparisons.get(i + 1));
            boolean right = switch (String.valueOf(comparisons.get(i))) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
            if (!right) {
                return false;
            }
        }
        return true;
    }
}
