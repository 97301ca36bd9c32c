/** Redis: a database number and users limited to it on a Redis or Valkey server, and how such a server is run. */
@NullMarked
package vektra.provider.redis;

import org.jspecify.annotations.NullMarked;
