import type { NextRequest } from 'next/server';
import { answerProvider } from '@/lib/auth/provider-endpoint';
import { underWay } from '@/lib/under-way';

/** Where GitHub and Google send people back to. Signing in with a password is a server action. */
export const GET = (request: NextRequest) => underWay(() => answerProvider(request));
export const POST = (request: NextRequest) => underWay(() => answerProvider(request));
