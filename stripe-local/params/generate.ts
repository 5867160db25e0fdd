/**
 * Writes accepted.json: which parameters each endpoint takes, read from the types of the installed `stripe` package,
 * so that "unknown parameter" never depends on what somebody remembered. Run it after that package is updated:
 * `npx tsx stripe-local/params/generate.ts`.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import ts from 'typescript';
import type { Shape } from './shape';

// The package exports no name for this one.
const CONFIRMATION_TOKEN_PARAMS =
  "NonNullable<Parameters<Stripe['testHelpers']['confirmationTokens']['create']>[0]>";

const endpoints: Record<string, string> = {
  'GET /v1/customers': 'CustomerListParams',
  'POST /v1/customers': 'CustomerCreateParams',
  'POST /v1/customers/:id': 'CustomerUpdateParams',
  'GET /v1/customers/:id/payment_methods': 'CustomerListPaymentMethodsParams',
  'GET /v1/payment_methods': 'PaymentMethodListParams',
  'POST /v1/payment_methods': 'PaymentMethodCreateParams',
  'POST /v1/payment_methods/:id': 'PaymentMethodUpdateParams',
  'POST /v1/payment_methods/:id/attach': 'PaymentMethodAttachParams',
  'POST /v1/payment_methods/:id/detach': 'PaymentMethodDetachParams',
  'GET /v1/setup_intents': 'SetupIntentListParams',
  'GET /v1/setup_intents/:id': 'SetupIntentRetrieveParams',
  'POST /v1/setup_intents': 'SetupIntentCreateParams',
  'POST /v1/setup_intents/:id': 'SetupIntentUpdateParams',
  'POST /v1/setup_intents/:id/confirm': 'SetupIntentConfirmParams',
  'POST /v1/setup_intents/:id/cancel': 'SetupIntentCancelParams',
  'GET /v1/setup_attempts': 'SetupAttemptListParams',
  'GET /v1/payment_intents': 'PaymentIntentListParams',
  'GET /v1/payment_intents/:id': 'PaymentIntentRetrieveParams',
  'POST /v1/payment_intents': 'PaymentIntentCreateParams',
  'POST /v1/payment_intents/:id': 'PaymentIntentUpdateParams',
  'POST /v1/payment_intents/:id/confirm': 'PaymentIntentConfirmParams',
  'POST /v1/payment_intents/:id/capture': 'PaymentIntentCaptureParams',
  'POST /v1/payment_intents/:id/cancel': 'PaymentIntentCancelParams',
  'GET /v1/charges': 'ChargeListParams',
  'POST /v1/charges/:id': 'ChargeUpdateParams',
  'GET /v1/balance_transactions': 'BalanceTransactionListParams',
  'GET /v1/refunds': 'RefundListParams',
  'POST /v1/refunds': 'RefundCreateParams',
  'POST /v1/refunds/:id': 'RefundUpdateParams',
  'POST /v1/refunds/:id/cancel': 'RefundCancelParams',
  'GET /v1/disputes': 'DisputeListParams',
  'POST /v1/disputes/:id': 'DisputeUpdateParams',
  'POST /v1/disputes/:id/close': 'DisputeCloseParams',
  'GET /v1/events': 'EventListParams',
  'GET /v1/webhook_endpoints': 'WebhookEndpointListParams',
  'POST /v1/webhook_endpoints': 'WebhookEndpointCreateParams',
  'POST /v1/webhook_endpoints/:id': 'WebhookEndpointUpdateParams',
  'POST /v1/customer_sessions': 'CustomerSessionCreateParams',
  'POST /v1/test_helpers/confirmation_tokens': CONFIRMATION_TOKEN_PARAMS,
};

// Options of payment methods that stripe-local does not move money with are let through unread:
// spelled out they would be nine tenths of the file.
const READ = new Set(['card', 'sepa_debit', 'link', 'card_present']);
const SPELLED_BY_METHOD = new Set([
  'payment_method_options',
  'payment_method_data',
  'PaymentMethodCreateParams',
]);

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, 'endpoints.virtual.ts');
const names = Object.values(endpoints);
const text = `import type Stripe from 'stripe';\n${names
  .map(
    (name, at) =>
      `export declare const type${at}: ${/^\w+$/.test(name) ? `Stripe.${name}` : name};`,
  )
  .join('\n')}\n`;

const options: ts.CompilerOptions = {
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  target: ts.ScriptTarget.ES2022,
  strict: true,
  skipLibCheck: true,
  types: ['node'],
  noEmit: true,
};
const host = ts.createCompilerHost(options);
const readReal = host.getSourceFile.bind(host);
host.getSourceFile = (file, target) =>
  file === source ? ts.createSourceFile(file, text, target) : readReal(file, target);
const existsReal = host.fileExists.bind(host);
host.fileExists = (file) => file === source || existsReal(file);
const program = ts.createProgram([source], options, host);
const checker = program.getTypeChecker();
const root = program.getSourceFile(source);
if (!root) throw new Error('the virtual source was not compiled');

const methodNames = new Set<string>();

function shapeOf(type: ts.Type, owner: string): Shape {
  if (type.isUnion()) {
    const parts = type.types.filter(
      (part) =>
        !(part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) && !isEmptyString(part),
    );
    const emptyable = type.types.some(
      (part) => isEmptyString(part) || Boolean(part.flags & ts.TypeFlags.Null),
    );
    const shape = unionShape(parts, owner);
    return emptyable ? { '?': shape } : shape;
  }
  if (type.flags & ts.TypeFlags.StringLike) return type.isStringLiteral() ? [type.value] : 's';
  if (type.flags & ts.TypeFlags.NumberLike) return 'n';
  if (type.flags & ts.TypeFlags.BooleanLike) return 'b';
  if (type.isIntersection()) return 's';
  if (checker.isArrayType(type)) {
    const [item] = checker.getTypeArguments(type as ts.TypeReference);
    return { '[]': item ? shapeOf(item, owner) : 'a' };
  }
  const index = checker.getIndexInfoOfType(type, ts.IndexKind.String);
  if (index) return { '*': 's' };
  return objectShape(type, owner);
}

function unionShape(parts: readonly ts.Type[], owner: string): Shape {
  const words = parts.filter((part) => part.isStringLiteral()).map((part) => part.value);
  // `'a' | 'b' | (string & {})`: the types leave a list open for what is to come, the API does not.
  const rest = parts.filter(
    (part) => !part.isStringLiteral() && !(words.length && part.isIntersection()),
  );
  const shapes = new Map<string, Shape>();
  for (const part of rest) {
    const shape = shapeOf(part, owner);
    shapes.set(JSON.stringify(shape), shape);
  }
  if (words.length) shapes.set('words', words.sort(unknownLast));
  const [only, ...others] = shapes.values();
  return only && !others.length ? only : { '|': [...shapes.values()] };
}

// As Stripe lists them when it refuses another word.
const unknownLast = (a: string, b: string) =>
  Number(a === 'unknown') - Number(b === 'unknown') || (a < b ? -1 : 1);

function objectShape(type: ts.Type, owner: string): Shape {
  const fields: Record<string, Shape> = {};
  const byMethod = SPELLED_BY_METHOD.has(owner);
  for (const property of checker.getPropertiesOfType(type)) {
    const required = property.flags & ts.SymbolFlags.Optional ? '' : '!';
    const unread = byMethod && methodNames.has(property.name) && !READ.has(property.name);
    fields[property.name + required] = unread
      ? 'a'
      : shapeOf(checker.getTypeOfSymbol(property), property.name);
  }
  return { '{}': fields };
}

const isEmptyString = (type: ts.Type) => type.isStringLiteral() && type.value === '';

const accepted: Record<string, Shape> = {};
const declared = new Map(
  checker
    .getExportsOfModule(checker.getSymbolAtLocation(root)!)
    .map((symbol) => [symbol.name, checker.getTypeOfSymbol(symbol)]),
);
const intent = declared.get(`type${names.indexOf('PaymentIntentCreateParams')}`);
const methods = intent && checker.getPropertyOfType(intent, 'payment_method_options');
if (!methods) throw new Error('PaymentIntentCreateParams has no payment_method_options');
const methodsType = checker.getNonNullableType(checker.getTypeOfSymbol(methods));
for (const property of checker.getPropertiesOfType(methodsType)) methodNames.add(property.name);

for (const [at, [endpoint, name]] of Object.entries(endpoints).entries()) {
  const type = declared.get(`type${at}`);
  if (!type || type.flags & ts.TypeFlags.Any)
    throw new Error(`the stripe package has no type ${name}`);
  accepted[endpoint] = shapeOf(type, name);
}
const file = createRequire(import.meta.url).resolve('./accepted.json');
const style = { ...(await resolveConfig(file)), parser: 'json' };
writeFileSync(file, await format(JSON.stringify(accepted), style));
