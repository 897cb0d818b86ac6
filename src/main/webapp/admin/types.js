/**
 * What the admin API answers, as far as the console reads it; openapi.json beside this file is the whole of it.
 *
 * @typedef {{node: string, at: number, connections: number, events_in: number, events_out: number, bytes_out: number, p50_ms: number,
 *   p99_ms: number, waiting_bytes: number, departures: number, refusals: number, head: number, log_bytes: number,
 *   log_events: number, disk_free_bytes: number, heap_used_bytes: number, heap_max_bytes: number, cpu: number,
 *   threads: number}} Sample
 *
 * @typedef {{match: string, match_type: string}} Matcher
 *
 * @typedef {{node: string, name: string, version: string, started_at: string, state: "ready" | "not-ready",
 *   state_reason: string, head: string, connections: number, slow: number, stalled: number, now: Sample}} Node
 *
 * @typedef {{reachable: boolean, asked: number, answered: number}} Others
 *
 * @typedef {{id: string, node: string, subject: string, issuer: string, token_id: string, address: string, transport: string,
 *   protocol: string, user_agent: string, matchers: Matcher[], delivery: string, opened_at: string, age_ms: number,
 *   state: "live" | "catching-up" | "stalled", cursor: string, lag_events: number, lag_ms: number,
 *   waiting_bytes: number, sent_events: number, sent_bytes: number, skipped: number, last_write_at?: string,
 *   stalled_ms: number}} Connection
 *
 * @typedef {{id: string, what: "connection" | "subject" | "token", subject?: string, issuer?: string,
 *   token_id?: string, address?: string, matchers?: Matcher[], until: string}} Ban
 *
 * @typedef {{position: string, offset: number, id: string, time: string, topics: string[], type: string,
 *   private: boolean, ttl_seconds?: number, size_bytes: number, data?: string}} HistoryEvent
 *
 * @typedef {{subject: string, issuer: string, rights: "observe" | "admin"}} Me
 */

export {};
