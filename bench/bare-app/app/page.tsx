import { pay } from './actions';

/** What nothing names is not in a build: the form is there so that the action is. */
export default function Page() {
  // A form looks at no answer; whoever measures does.
  const action = pay.bind(null, '', '') as unknown as () => Promise<void>;
  return (
    <form action={action}>
      <button type="submit">Pay</button>
    </form>
  );
}
