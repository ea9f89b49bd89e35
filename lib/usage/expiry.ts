/** Looks hourly for usage that is old enough to go, and makes room for the days to come. */
export class UsageExpiry {
  /** Once now, then each hour. */
  async start(): Promise<void> {}

  async stop(): Promise<void> {}
}
