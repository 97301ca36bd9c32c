package vektra.provider.redis;

import vektra.provider.AddonProviderContract;
import vektra.provider.AppClient;
import vektra.spi.AddonProvider;

abstract class RedisContract extends AddonProviderContract {
    @Override
    protected AddonProvider provider() {
        return TestRedis.PROVIDER;
    }

    @Override
    protected AppClient client() {
        return new RedisApp();
    }
}
