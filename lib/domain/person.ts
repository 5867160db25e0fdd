/** What keeps a person from being erased: what is not over needs somebody who can be asked. */
export type UnderWay = {
  kind: 'payment' | 'unpaid_order' | 'preorder' | 'to_send' | 'refund' | 'dispute' | 'owed';
  /** The order's. */
  reference: string;
};

/** What came of asking for it. `not_there`: no such person. `staff`: they may still act for the shop. */
export type Erased =
  | { outcome: 'erased' }
  | { outcome: 'not_there' | 'staff' }
  | { outcome: 'under_way'; underWay: UnderWay[] };
