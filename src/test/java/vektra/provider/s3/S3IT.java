package vektra.provider.s3;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import vektra.model.service.Server;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;

/** A managed server, with an app that has the AWS SDK. */
class S3IT extends AddonProviderContract {
    private static RunningS3 running;

    @BeforeAll
    static void start() {
        running = new RunningS3();
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Override
    protected AddonProvider provider() {
        return RunningS3.PROVIDER;
    }

    @Override
    protected Server server() {
        return running.server();
    }

    @Override
    protected AppClient client() {
        return new S3App();
    }
}
