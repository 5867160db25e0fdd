// Preloaded into the servers we start. If the command that started them is killed outright (SIGKILL, a crashed
// terminal), no handler of its runs, and they would go on holding their ports; the closed channel tells them.
// Only for our own children: `next dev` hands this file on to a worker whose channel is what keeps it alive.
if (process.channel && process.ppid === Number(process.env.CARDKEEP_PARENT)) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
