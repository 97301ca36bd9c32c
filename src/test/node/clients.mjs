// Works as an app does with its REDIS_URL and nothing else; prints one line of what it saw.
import { createClient } from '@redis/client';
import Redis from 'ioredis';
import { Queue, QueueEvents, Worker } from 'bullmq';

const url = process.env.REDIS_URL;
const redis = new Redis(url);
await redis.set('greeting', 'hello', 'EX', 60);
const piped = await redis.pipeline().incr('count').incr('count').exec();
const multi = await redis.multi().rpush('list', 'a', 'b').lrange('list', 0, -1).exec();
redis.defineCommand('twice', { numberOfKeys: 1, lua: "return redis.call('incrby', KEYS[1], ARGV[1] * 2)" });
const scripted = await redis.twice('scripted', 21);
const subscriber = redis.duplicate();
const heard = new Promise((resolve) => subscriber.on('message', (channel, text) => resolve(`${channel}=${text}`)));
await subscriber.subscribe('db1:news');
await redis.publish('db1:news', 'hi');
let keys = 0;
for await (const batch of redis.scanStream({ match: '*' })) keys += batch.length;

const problems = [];
const nodeRedis = createClient({ url });
await nodeRedis.on('error', (error) => problems.push(error.message)).connect();
const replies = await nodeRedis.multi().set('greeting', 'hi').get('greeting').exec();

const connection = () => new Redis(url, { maxRetriesPerRequest: null });
const options = () => ({ connection: connection() });
const queue = new Queue('mail', options());
const events = new QueueEvents('mail', options());
const worker = new Worker('mail', async (job) => `sent to ${job.data.to}`, options());
for (const part of [queue, events, worker]) part.on('error', (error) => problems.push(error.message));
await events.waitUntilReady();
const now = await queue.add('now', { to: 'a' });
const later = await queue.add('later', { to: 'b' }, { delay: 300 });
await queue.upsertJobScheduler('every', { every: 200, limit: 2 }, { name: 'tick', data: { to: 'c' } });
const results = [await now.waitUntilFinished(events, 10_000), await later.waitUntilFinished(events, 10_000)];
const counts = await queue.getJobCounts('failed');
// the names of those that work on it, or the first word of what the server refuses it with
const workers = await queue.getWorkers().then(
  (all) => all.map((one) => one.name),
  (error) => error.message.split(' ')[0],
);
await queue.obliterate({ force: true });

console.log(
  JSON.stringify({
    piped: piped.map((reply) => reply[1]),
    multi: multi.at(-1)[1],
    nodeRedis: replies,
    scripted,
    heard: await heard,
    keys,
    results,
    failed: counts.failed,
    workers,
    problems,
  }),
);
process.exit(0);
