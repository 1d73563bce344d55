"""Live streams: subscriptions over WebSocket and SSE, each resumable from any position."""
