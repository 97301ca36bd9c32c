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
            new Library("org.gaul:s3proxy:4.1.0", "d0a0886f02f31f025304194e637343cc15c63a958a5e25b6ca9e910e197ede85"),
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
                    "jakarta.servlet:jakarta.servlet-api:6.0.0",
                    "c034eb1afb158987dbb53a5fea0cadf611c8dae8daadd59c44d9d5ab70129cef"),
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
                    "org.slf4j:slf4j-api:2.0.20", "7e1446499b359675d8aabe6af2de86b85e72ae8a2a932c0b40d0e5ba57097439"),
            new Library(
                    "com.fasterxml.woodstox:woodstox-core:7.2.1",
                    "95d5a916ab82aca0a8c4ca8a2cf7e4fd7eab18817c24f1fdc7738e15d2a58845"));

    private S3Libraries() {}
}
