package vektra.provider.sqs.server.topics.filter;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vektra.provider.sqs.server.wire.Refusal;

/**
 * How much a filter policy takes to apply, as AWS counts it.
 *
 * @param combinations of one value of each key, times the levels that nested keys are at
 * @param keys that have values
 */
record Complexity(long combinations, int keys) {
    private static final Complexity NONE = new Complexity(1, 0);
    private static final long MOST = Integer.MAX_VALUE;

    /** Refuses what is no policy. */
    static Complexity of(Map<?, ?> policy, boolean nested) {
        return of(policy, nested, 1);
    }

    private static Complexity of(Map<?, ?> policy, boolean nested, int level) {
        Complexity all = NONE;
        for (Map.Entry<?, ?> one : policy.entrySet()) {
            String name = String.valueOf(one.getKey());
            if (name.equals("$or")) {
                all = all.and(anyOf(one.getValue(), nested, level));
            } else if (one.getValue() instanceof Map<?, ?> deeper && nested) {
                all = all.and(of(deeper, true, level + 1));
            } else if (one.getValue() instanceof List<?> list && !list.isEmpty()) {
                list.forEach(Condition::require);
                all = all.and(new Complexity((long) list.size() * level, 1));
            } else {
                throw Refusal.invalidParameter("FilterPolicy: \"" + name + "\" must be an object or an array");
            }
        }
        return all;
    }

    private static Complexity anyOf(@Nullable Object choices, boolean nested, int level) {
        if (!(choices instanceof List<?> list) || list.isEmpty()) {
            throw Refusal.invalidParameter("FilterPolicy: \"$or\" must be an array");
        }
        long combinations = 0;
        int keys = 0;
        for (Object each : list) {
            if (!(each instanceof Map<?, ?> map)) {
                throw Refusal.invalidParameter("FilterPolicy: \"$or\" must hold objects");
            }
            Complexity one = of(map, nested, level);
            combinations += one.combinations();
            keys = Math.max(keys, one.keys());
        }
        return new Complexity(Math.min(combinations, MOST), keys);
    }

    private Complexity and(Complexity other) {
        return new Complexity(Math.min(combinations * other.combinations(), MOST), keys + other.keys());
    }
}
