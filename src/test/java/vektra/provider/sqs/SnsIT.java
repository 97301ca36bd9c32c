package vektra.provider.sqs;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import vektra.fixture.Sampled;
import vektra.model.service.Server;
import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;

/** A managed server of topics, with an app that has the AWS SDK. */
@Sampled(oneIn = 4)
class SnsIT extends AddonProviderContract {
    private static RunningQueues running;

    @BeforeAll
    static void start() {
        running = new RunningQueues(QueueFlavor.SNS);
    }

    @AfterAll
    static void stop() {
        running.close();
    }

    @Override
    protected AddonProvider provider() {
        return running.provider();
    }

    @Override
    protected Server server() {
        return running.server();
    }

    @Override
    protected AppClient client() {
        return new TopicApp();
    }
}
