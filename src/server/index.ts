export { createServer, type ServerOptions } from './create-server.ts';
export { serveAssistant, type RunningServer, type ServeOptions } from './serve-assistant.ts';
