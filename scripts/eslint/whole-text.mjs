import ts from 'typescript';

/**
 * Text is alone in its element. A browser's translation replaces text nodes by elements of its own.
 * React keeps an element's only string right all the same, because it sets the element's whole
 * content; but where text has siblings React remembers the text node itself. It then writes into a
 * node that is no longer on the page, so that a price goes stale, or inserts before it, which throws
 * and puts the error page in the place of the shop.
 */
export const wholeText = {
  meta: {
    type: 'problem',
    docs: { description: 'text is the only child of its element' },
    schema: [],
    messages: {
      beside:
        'Text beside other children goes stale on a translated page: give it an element of its own (<Said>), with one string.',
      bare: 'Text in a fragment stands beside its siblings: give it an element of its own (<Said>).',
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;

    const check = (node) => {
      const children = node.children.filter((child) => !isLayout(child));
      const isFragment = node.type === 'JSXFragment';
      if (children.length < 2 && !isFragment) return;
      for (const child of children) {
        if (mayBeText(child, services)) {
          context.report({ node: child, messageId: isFragment ? 'bare' : 'beside' });
        }
      }
    };
    // A component whose whole content is text puts it beside whatever stands beside the component.
    const checkReturn = (node) => {
      if (!node.argument || !isInComponent(node)) return;
      if (givesText(node.argument, services)) {
        context.report({ node: node.argument, messageId: 'bare' });
      }
    };
    return { JSXElement: check, JSXFragment: check, ReturnStatement: checkReturn };
  },
};

/** Components, and nothing else, begin with a capital. */
function isInComponent(node) {
  let owner = node.parent;
  while (owner && !/Function/.test(owner.type)) owner = owner.parent;
  return owner?.type === 'FunctionDeclaration' && /^[A-Z]/.test(owner.id?.name ?? '');
}

/** Translations leave white space alone, and React never changes it; comments are nothing. */
function isLayout(child) {
  if (child.type === 'JSXText') return child.value.trim() === '';
  return child.type === 'JSXExpressionContainer' && child.expression.type === 'JSXEmptyExpression';
}

function mayBeText(child, services) {
  if (child.type === 'JSXText') return true;
  return child.type === 'JSXExpressionContainer' && givesText(child.expression, services);
}

function givesText(expression, services) {
  const { type, callee, value, consequent, alternate } = expression;
  if (type === 'ConditionalExpression') {
    return [consequent, alternate].some((branch) => givesText(branch, services));
  }
  if (type === 'Literal' && typeof value === 'string') return value.trim() !== '';
  // `whole(…)` gives a text the element that it needs.
  if (type === 'CallExpression' && callee.name === 'whole') return false;
  return holdsText(services.getTypeAtLocation(expression));
}

function holdsText(type) {
  if (type.isUnion()) return type.types.some(holdsText);
  return (type.flags & (ts.TypeFlags.StringLike | ts.TypeFlags.NumberLike)) !== 0;
}
