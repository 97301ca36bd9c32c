package vektra.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vektra.model.addon.Credentials;
import vektra.model.name.Id;
import vektra.model.text.Secret;

class SigningTest {
    /** {@code get-vanilla} of AWS's test suite for signatures. */
    @Test
    void a_request_is_signed_as_aws_signs_it() {
        AccessKey key = new AccessKey("AKIDEXAMPLE", new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"));
        Map<String, String> headers = new Signing(key, "service", Instant.parse("2015-08-30T12:36:00Z"))
                .headers("GET", "example.amazonaws.com", "/", Map.of(), new byte[0]);
        assertThat(headers)
                .containsOnlyKeys("x-amz-date", "Authorization")
                .containsEntry("x-amz-date", "20150830T123600Z")
                .containsEntry(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request,"
                                + " SignedHeaders=host;x-amz-date,"
                                + " Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    }

    @Test
    void other_headers_are_signed_as_well() {
        Signing signing =
                new Signing(new AccessKey("A", new Secret("s")), "sqs", Instant.parse("2026-01-01T00:00:00Z"));
        byte[] body = {1};
        Map<String, String> one = signing.headers("POST", "h", "/", Map.of("x-amz-target", "One"), body);
        Map<String, String> other = signing.headers("POST", "h", "/", Map.of("x-amz-target", "Other"), body);
        assertThat(one).containsEntry("x-amz-target", "One");
        assertThat(one.get("Authorization"))
                .contains("SignedHeaders=host;x-amz-date;x-amz-target,")
                .isNotEqualTo(other.get("Authorization"));
    }

    /** Apps hold these secrets: they never change. */
    @ParameterizedTest
    @CsvSource({"s3, secret-password-of-an-appwsxFeuX22qy9jDM", "key, secret-password-of-an-apppoXbDxMa9dYbgUI"})
    void a_password_gives_one_secret_of_forty_characters(String filling, String secret) {
        Credentials credentials = new Credentials(Id.fresh(), "user", new Secret("secret-password-of-an-app"));
        assertThat(AccessKey.of(credentials, filling)).isEqualTo(new AccessKey("user", new Secret(secret)));
        assertThat(secret).hasSize(40);
    }
}
