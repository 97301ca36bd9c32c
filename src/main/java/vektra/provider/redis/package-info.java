/** Redis: a database number and walled-in users on a Redis or Valkey server, and how such a server is run. */
@NullMarked
package vektra.provider.redis;

import org.jspecify.annotations.NullMarked;
