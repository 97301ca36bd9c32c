package vektra.provider.redis.server;

import java.util.ArrayList;
import java.util.List;
import vektra.model.service.SafeVersions;

/** Single commands by which one app could end a server of an old version, so that a shared one refuses them. */
public final class Flaws {
    /** Without a known remote crash or takeover, of those published until November 2026: the last is CVE-2026-81934. */
    private static final SafeVersions REDIS =
            SafeVersions.of("6.2.24", "7.2.16", "7.4.11", "8.2.9", "8.4.6", "8.6.6", "8.8.2", "8.10.1");

    /** Until the Lua releases of October 2025 (CVE-2025-49844); later ones of Valkey are not known here. */
    private static final SafeVersions VALKEY = SafeVersions.of("7.2.11", "8.0.6", "8.1.4");

    /** @param refused words of an ACL rule */
    private record Flaw(String since, SafeVersions fixed, List<String> refused) {}

    /** From the advisories of github.com/redis/redis. */
    private static final List<Flaw> ALL = List.of(
            // CVE-2023-28856: a hash field that is no number ends the server when it is read
            flaw("0", List.of("-hincrbyfloat"), "6.0.19", "6.2.12", "7.0.11"),
            // CVE-2022-35977, CVE-2023-22458, CVE-2023-25155: counts and offsets that overflow
            flaw("0", List.of("-setrange", "-sort"), "6.0.17", "6.2.9", "7.0.8"),
            flaw("7.0.0", List.of("-sort_ro"), "7.0.8"),
            flaw("6.2.0", List.of("-hrandfield", "-zrandmember"), "6.2.11", "7.0.9"),
            flaw("0", List.of("-srandmember"), "6.0.18", "6.2.11", "7.0.9"),
            // CVE-2022-31144, CVE-2022-35951: writes beyond the end of the heap
            flaw("7.0.0", List.of("-xautoclaim"), "7.0.5"),
            // CVE-2023-36824: names of keys that are read beyond their list
            flaw("7.0.0", List.of("-command|getkeys", "-command|getkeysandflags"), "7.0.12"),
            // CVE-2025-32023: a forged HyperLogLog writes beyond its end, on 7.0 too unless a distribution fixed it
            flaw("0", List.of("-@hyperloglog"), "6.2.19", "7.2.10", "7.4.5", "8.0.3"));

    private Flaws() {}

    /**
     * What a rule takes away.
     *
     * @param patched whether the server behaves as those do that have the fixes of October 2025, whatever its version
     */
    static List<String> refused(String version, boolean patched) {
        List<String> refused = new ArrayList<>();
        for (Flaw flaw : ALL) {
            if (!patched
                    && SafeVersions.of(flaw.since()).cover(version)
                    && !flaw.fixed().cover(version)) {
                refused.addAll(flaw.refused());
            }
        }
        return refused;
    }

    public static SafeVersions safe(boolean valkey) {
        return valkey ? VALKEY : REDIS;
    }

    private static Flaw flaw(String since, List<String> refused, String... fixed) {
        return new Flaw(since, SafeVersions.of(fixed), refused);
    }
}
