package vektra.provider.s3;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;
import vektra.provider.AppClient;

/** An app with the AWS SDK, which knows its config vars and nothing else. */
final class S3App implements AppClient {
    private static final SdkHttpClient HTTP = UrlConnectionHttpClient.create();

    static S3Client client(Map<String, String> vars) {
        return client(vars, vars.get("S3_SECRET_ACCESS_KEY"));
    }

    static S3Client client(Map<String, String> vars, String secret) {
        return client(vars, secret, HTTP);
    }

    static S3Client client(Map<String, String> vars, String secret, SdkHttpClient http) {
        return S3Client.builder()
                .httpClient(http)
                .endpointOverride(URI.create(vars.get("S3_ENDPOINT")))
                .region(Region.of(vars.get("S3_REGION")))
                .credentialsProvider(credentials(vars, secret))
                .build();
    }

    static S3Presigner presigner(Map<String, String> vars) {
        return S3Presigner.builder()
                .endpointOverride(URI.create(vars.get("S3_ENDPOINT")))
                .region(Region.of(vars.get("S3_REGION")))
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).build())
                .credentialsProvider(credentials(vars, vars.get("S3_SECRET_ACCESS_KEY")))
                .build();
    }

    private static StaticCredentialsProvider credentials(Map<String, String> vars, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(vars.get("S3_ACCESS_KEY_ID"), secret));
    }

    @Override
    public Session open(Map<String, String> vars) {
        S3Client client = client(vars);
        String bucket = vars.get("S3_BUCKET");
        client.headBucket(request -> request.bucket(bucket));
        return new Session() {
            @Override
            public void write(String key, String value) {
                client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromString(value));
            }

            @Override
            public String read(String key) {
                try {
                    return client.getObjectAsBytes(
                                    request -> request.bucket(bucket).key(key))
                            .asUtf8String();
                } catch (NoSuchKeyException none) {
                    return null;
                }
            }

            @Override
            public void close() {
                client.close();
            }
        };
    }
}
