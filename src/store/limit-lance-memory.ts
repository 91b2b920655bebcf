import { Session } from '@lancedb/lancedb';

/**
 * What Lance may hold at a time while it joins fragments and makes indexes. Its own limits are made for
 * large servers: 2 GB a worker and 2 GB of reading ahead. It reads them from the environment only, once.
 */
const limits = {
  /** Megabytes of one partition of a full-text index in the making. Smaller ones make every search slower. */
  LANCE_FTS_PARTITION_SIZE: '64',
  /** Partitions in the making at a time. */
  LANCE_FTS_NUM_SHARDS: '1',
  /** Rows that are read together. */
  LANCE_DEFAULT_BATCH_SIZE: '1024',
  /** Bytes read ahead. */
  LANCE_DEFAULT_IO_BUFFER_SIZE: String(64 * 2 ** 20),
};

/** Bytes of the descriptions of files and versions: each write makes one, and none but the last is read again. */
const metadataCacheBytes = 32 * 2 ** 20;

/**
 * Sets Lance's limits where nobody has, and makes the caches of one connection. Its cache of indexes is not
 * limited: one that holds less than a search reads makes every search a hundred times slower.
 */
export function limitLanceMemory(): Session {
  for (const [name, value] of Object.entries(limits)) process.env[name] ??= value;
  return new Session(undefined, BigInt(metadataCacheBytes));
}
