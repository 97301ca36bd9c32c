package vektra.provider.s3;

import java.util.List;
import vektra.spi.SoftwareSource.Assembled.Library;

/**
 * What the server is made of: S3Proxy, and those of its libraries that serve objects from a folder. Its clouds are left
 * out. A library too few shows as an internal error of some request, so a change needs all tests of the server.
 */
final class S3Libraries {
    static final String VERSION = "4.1.0";

    static final List<Library> ALL = List.of(
            new Library(
                    "org.gaul:s3proxy:4.1.0",
                    "d0a0886f02f31f025304194e637343cc15c63a958a5e25b6ca9e910e197ede85"),
            new Library(
                    "software.amazon.awssdk:s3:2.54.2",
                    "f52a79a2b8462f27a03eaa410005f453a72e672b588877f7b3d1b7969a13f09f"),
            new Library(
                    "software.amazon.awssdk:sdk-core:2.54.2",
                    "e30fea4b8db14c1a5d65f4cc8679f4f5323e21b6ddf98a61b541014ec126236e"),
            new Library(
                    "software.amazon.awssdk:aws-core:2.54.2",
                    "c991709ecc534c20936394f2cdb44243db3b62bb7b89c3db6c51ffc59411a6ee"),
            new Library(
                    "software.amazon.awssdk:utils:2.54.2",
                    "5739fe61937f17842c2f655dd7c6b09fa3a59f2e876125d9d5f8b305b9e406b0"),
            new Library(
                    "software.amazon.awssdk:http-client-spi:2.54.2",
                    "c90bcca41bf109015def94e23ccb3d0e9b55227affdaec0f3f1ab2ac2f4b58f3"),
            new Library(
                    "software.amazon.awssdk:checksums:2.54.2",
                    "9723c92010530e795e5418563332c29d89e2250b395258ec2d377e2c046cc477"),
            new Library(
                    "software.amazon.awssdk:checksums-spi:2.54.2",
                    "e077d6011b4a7b191662467bc1e60fe0de50a40ed0e6b4ce2b30d9d3abbe90ae"),
            new Library(
                    "org.eclipse.jetty.ee10:jetty-ee10-servlet:12.1.12",
                    "021375ea80d84b5f9d46260916fc0450dc4fae5a95ce80f8289e87a0db07de47"),
            new Library(
                    "jakarta.servlet:jakarta.servlet-api:6.0.0",
                    "c034eb1afb158987dbb53a5fea0cadf611c8dae8daadd59c44d9d5ab70129cef"),
            new Library(
                    "org.eclipse.jetty:jetty-security:12.1.12",
                    "fcc0206c1ac66b632ef29a59ccf76c3f3737a62ef54694b1d111eeb2e6efe804"),
            new Library(
                    "org.eclipse.jetty:jetty-server:12.1.12",
                    "9ba04bb8d011444a10873a51b1cb8297c04f70db55c8a8d9efcc3a9b97896787"),
            new Library(
                    "org.eclipse.jetty:jetty-http:12.1.12",
                    "5476e16ef7e28883dba3669ee06491021e4a9aeba9a76f901a3f5c2bb5252a3e"),
            new Library(
                    "org.eclipse.jetty:jetty-util:12.1.12",
                    "f6fbfa61cfcca032ff82ad8ff3b66a14374047f15486521dbc89a6c0df19ccf2"),
            new Library(
                    "org.eclipse.jetty:jetty-io:12.1.12",
                    "a809a6a534adccfaa08bca94aa54328e3ac858973ccddbda770f7e9e0f5099fc"),
            new Library(
                    "org.eclipse.jetty:jetty-session:12.1.12",
                    "73aea4cdd91f2027da1a09cd5953b661625017971d53d8e1ff342f8547752b06"),
            new Library(
                    "tools.jackson.dataformat:jackson-dataformat-xml:3.2.2",
                    "627a1c904e866822c929fec9c4447068f78f3b94fa84d1fd1b47f6ce1e7dca4a"),
            new Library(
                    "tools.jackson.core:jackson-core:3.2.2",
                    "93d9090b8c505b2f942ad85dd5821e8c401bfbafafff11708a3fbe2ef9da18ca"),
            new Library(
                    "com.fasterxml.jackson.core:jackson-annotations:2.22",
                    "21ddb598807d3a51a876704eb979d9296e1c6a6f47ab1826ff88c6d6a127a2d0"),
            new Library(
                    "tools.jackson.core:jackson-databind:3.2.2",
                    "d27509f990d990fc779a01f3f612005ff6c67dc3bb0a720f5f4d9b2f5c713401"),
            new Library(
                    "org.codehaus.woodstox:stax2-api:4.3.0",
                    "7c805f36129ea9fa42b696093b7ae1eb20bb6ccec65c8280d6f33db5609ca5e1"),
            new Library(
                    "com.google.guava:guava:33.4.8-jre",
                    "f3d7f57f67fd622f4d468dfdd692b3a5e3909246c28017ac3263405f0fe617ed"),
            new Library(
                    "org.slf4j:slf4j-simple:2.0.20",
                    "8e701404786a4f87219d39d4853c86dfe4e86ae99376a39749df6c08e75022e0"),
            new Library(
                    "org.slf4j:slf4j-api:2.0.20",
                    "7e1446499b359675d8aabe6af2de86b85e72ae8a2a932c0b40d0e5ba57097439"),
            new Library(
                    "com.fasterxml.woodstox:woodstox-core:7.2.1",
                    "95d5a916ab82aca0a8c4ca8a2cf7e4fd7eab18817c24f1fdc7738e15d2a58845"));

    private S3Libraries() {}
}
