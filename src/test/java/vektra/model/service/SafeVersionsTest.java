package vektra.model.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeVersionsTest {
    private static final SafeVersions REDIS = SafeVersions.of("6.2.24", "7.2.16", "8.2.9");
    private static final SafeVersions POSTGRES = SafeVersions.of("15.18", "17.10");

    @ParameterizedTest
    @CsvSource({
        "6.2.11, false", "6.2.24, true", "6.2.25, true", "6.0.30, false", "7.0.15, false", "7.2.4, false",
                "7.2.16, true",
        "7.4.99, false", "8.2.10, true", "8.4.0, true", "9.0, true", "255.255.255, true", "'', false", "unknown, false"
    })
    void a_branch_counts_for_itself_and_what_is_newer_than_all_is_safe(String version, boolean safe) {
        assertThat(REDIS.cover(version)).isEqualTo(safe);
    }

    @ParameterizedTest
    @CsvSource({
        "15.18, true",
        "15.17, false",
        "'15.18 (Debian 15.18-0+deb12u1)', true",
        "16.99, false",
        "17.11, true",
        "18.0, true",
        "18beta1, true",
        "17rc1, false",
        "9.6.24, false"
    })
    void versions_may_have_two_numbers_and_words_behind_them(String version, boolean safe) {
        assertThat(POSTGRES.cover(version)).isEqualTo(safe);
    }
}
