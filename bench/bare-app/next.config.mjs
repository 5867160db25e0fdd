/** @type {import('next').NextConfig} */
const config = {
  typescript: { ignoreBuildErrors: true },
  // As ours has it.
  serverExternalPackages: ['stripe'],
};

export default config;
